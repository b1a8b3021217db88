// The reader of policy files on any bytes, as each of the places where one may stand, and what they make together.
#include "core/json/reader.h"
#include "native-host/host/origin.h"
#include "native-host/host/policy/combination.h"
#include "native-host/host/policy/policy_editor.h"
#include "tests/fuzz/demand.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace ekey;
using host::PolicyLayer;
using host::PolicySource;

namespace {

void check(const host::Policy& policy)
{
    for (const host::Grant& grant : policy.grants) {
        const bool sound = grant.development ? host::developmentOriginFault(grant.origin).empty()
                                             : host::originFault(grant.origin).empty();
        fuzz::demand(sound, "an origin is one that a browser sends");
        fuzz::demand(std::find(policy.denied.begin(), policy.denied.end(), grant.origin) == policy.denied.end(),
                     "what is denied is not granted");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    // Two files with a zero byte between them: an administrator's and a user's.
    const std::size_t end = text.find('\0');
    const auto system = PolicyLayer::read(text.substr(0, end), PolicySource::system, "system");
    const auto alone = PolicyLayer::read(text, PolicySource::commandLine, "private");
    if (alone) check(host::combine({*alone}, PolicySource::commandLine));
    if (!system) return 0;
    const host::Policy administrators = host::combine({*system}, PolicySource::system);
    check(administrators);
    if (end == text.npos) return 0;
    const std::string_view users = text.substr(end + 1);
    const auto user = PolicyLayer::read(users, PolicySource::user, "user");
    if (!user) return 0;
    const host::Policy both = host::combine({*system, *user}, PolicySource::system);
    check(both);
    for (const host::Grant& grant : both.grants) {
        const host::Grant* given = administrators.find(grant.origin);
        fuzz::demand(given || !system->closed.contains("origins"), "a user adds no origin where that is closed");
        for (const host::RightName& right : host::rightNames) {
            const bool wider =
                grant.*right.granted && (given ? !(given->*right.granted) : system->closed.contains(right.name));
            fuzz::demand(!wider, "a user widens nothing");
        }
    }
    fuzz::demand(both.limits.prompt <= administrators.limits.prompt && both.limits.batch <= administrators.limits.batch,
                 "a user raises no limit");
    const auto edited = host::withOrigin(users, "https://added.example", {"sign"});
    fuzz::demand(!edited || json::read(*edited), "an edited file is JSON");
    return 0;
}
