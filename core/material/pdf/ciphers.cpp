#define OPENSSL_SUPPRESS_DEPRECATED // deprecated for programs that could use EVP

#include "core/material/pdf/ciphers.h"

#include <openssl/md5.h>
#include <openssl/sha.h>

#include <array>
#include <numeric>
#include <utility>

namespace ekey::material::pdf {
namespace {

template <class Context, std::size_t size>
std::string digest(int (*init)(Context*), int (*update)(Context*, const void*, std::size_t),
                   int (*final)(unsigned char*, Context*), std::string_view text)
{
    Context context;
    std::string bytes(size, '\0');
    init(&context);
    update(&context, text.data(), text.size());
    final(reinterpret_cast<unsigned char*>(bytes.data()), &context);
    return bytes;
}

const unsigned char* in(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

} // namespace

std::string md5(std::string_view text)
{
    return digest<MD5_CTX, MD5_DIGEST_LENGTH>(MD5_Init, MD5_Update, MD5_Final, text);
}
std::string sha256(std::string_view text)
{
    return digest<SHA256_CTX, SHA256_DIGEST_LENGTH>(SHA256_Init, SHA256_Update, SHA256_Final, text);
}
std::string sha384(std::string_view text)
{
    return digest<SHA512_CTX, SHA384_DIGEST_LENGTH>(SHA384_Init, SHA384_Update, SHA384_Final, text);
}
std::string sha512(std::string_view text)
{
    return digest<SHA512_CTX, SHA512_DIGEST_LENGTH>(SHA512_Init, SHA512_Update, SHA512_Final, text);
}

std::string rc4(std::string_view key, std::string text)
{
    std::array<unsigned char, 256> state;
    std::iota(state.begin(), state.end(), static_cast<unsigned char>(0));
    unsigned j = 0;
    for (unsigned i = 0; i < 256; ++i) {
        j = (j + state[i] + in(key)[i % key.size()]) & 0xFF;
        std::swap(state[i], state[j]);
    }
    unsigned i = j = 0;
    for (char& c : text) {
        i = (i + 1) & 0xFF;
        j = (j + state[i]) & 0xFF;
        std::swap(state[i], state[j]);
        c = static_cast<char>(static_cast<unsigned char>(c) ^ state[(state[i] + state[j]) & 0xFF]);
    }
    return text;
}

} // namespace ekey::material::pdf
