// The judgement over a handshake, on any request: method, target, then one "name: value" a line.
#include "native-host/host/handshake.h"
#include "protocol/protocol.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

namespace {

constexpr std::uint16_t port = 28931;

std::string_view nextLine(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    return line;
}

host::HttpRequest request(std::string_view text)
{
    host::HttpRequest out;
    out.method = nextLine(text);
    out.target = nextLine(text);
    while (!text.empty()) {
        const std::string_view line = nextLine(text);
        const std::size_t colon = line.find(':');
        if (colon == line.npos) continue;
        out.fields.emplace_back(line.substr(0, colon), line.substr(std::min(colon + 2, line.size())));
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const host::Policy policy = [] {
        host::Policy listed;
        listed.grants.push_back({.origin = "https://portal.example", .authenticate = true});
        return listed;
    }();
    const host::HttpRequest asked = request({reinterpret_cast<const char*>(data), size});
    const host::Verdict verdict = host::judge(asked, port, policy);
    if (verdict.route == host::Verdict::Route::refuse) {
        fuzz::demand(verdict.status == 400 || verdict.status == 403 || verdict.status == 404, "a status of the table");
        fuzz::demand(!verdict.reason.empty() && !verdict.grant, "a refusal has its reason and grants nothing");
        return 0;
    }
    fuzz::demand(asked.method == "GET", "only GET is taken");
    fuzz::demand(asked.count("host") == 1 && asked.count("origin") == 1, "one host, one origin");
    fuzz::demand(asked.value("origin") == "https://portal.example", "the listed origin alone, byte for byte");
    const std::string_view name = asked.value("host");
    fuzz::demand(name == "127.0.0.1:28931" || name == "localhost:28931" || name == "[::1]:28931", "a loopback name");
    fuzz::demand(asked.target ==
                     (verdict.route == host::Verdict::Route::health ? protocol::healthPath : protocol::path),
                 "the exact path");
    return 0;
}
