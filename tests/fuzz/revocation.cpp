// Lists of revoked certificates on any bytes, asked about a certificate.
#include "core/signature/input.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>

using namespace ekey;

namespace {

/// An authority and what it issued, of the fixtures.
const signature::Chain& chain()
{
    static const signature::Chain certificates = [] {
        std::ifstream in(EKEY_SOURCE_DIR "/tests/fixtures/signature/chain.pem", std::ios::binary);
        const std::string pem{std::istreambuf_iterator<char>(in), {}};
        auto found = signature::readCertificateFile(pem);
        fuzz::demand(bool(found) && found->size() == 2, "chain.pem holds a chain");
        return *std::move(found);
    }();
    return certificates;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto list = signature::RevocationList::read({data, size});
    if (!list) return 0;
    const Errors errors = signature::checkRevocation(chain(), {*list}, list->thisUpdate());
    for (const Error& error : errors) {
        fuzz::demand(!error.code.empty() && error.params.is_object(), "an error has a code");
    }
    fuzz::demand(!list->issuer().empty() || !errors.empty(), "a list of nobody is no word about anybody");
    return 0;
}
