// A PKCS#11 module used without a worker: the calls that our driver makes for one signature, in the same process.
#pragma once

#include <p11-kit/pkcs11.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ekey::bench {

using Bytes = std::vector<std::uint8_t>;

class Bare {
public:
    explicit Bare(const char* module); ///< throws std::runtime_error, as all here

    /// Finds the token, logs in, signs each input, logs out.
    std::vector<Bytes> sign(CK_MECHANISM_TYPE mechanism, std::string_view pin, std::span<const std::uint8_t> id,
                            const std::vector<Bytes>& inputs);

private:
    CK_OBJECT_HANDLE findKey(CK_SESSION_HANDLE session, std::span<const std::uint8_t> id);
    CK_FUNCTION_LIST* functions = nullptr;
};

} // namespace ekey::bench
