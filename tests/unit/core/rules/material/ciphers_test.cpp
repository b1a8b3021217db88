// PDF's own ciphers against OpenSSL's.
#define OPENSSL_SUPPRESS_DEPRECATED // RC4 is reached by its low-level call only

#include "core/material/pdf/ciphers.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/rc4.h>

#include <memory>
#include <random>

namespace ekey::material::pdf {
namespace {

const unsigned char* in(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* out(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string random(std::size_t size)
{
    static std::mt19937 generator(1);
    std::string text;
    while (text.size() < size) {
        text += static_cast<char>(generator());
    }
    return text;
}

std::string opensslCbc(const std::string& key, const std::string& iv, const std::string& text)
{
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  EVP_CIPHER_CTX_free);
    EVP_EncryptInit_ex(context.get(), key.size() == 16 ? EVP_aes_128_cbc() : EVP_aes_256_cbc(), nullptr, in(key),
                       in(iv));
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    std::string result(text.size() + 16, '\0');
    int length = 0;
    EXPECT_EQ(EVP_EncryptUpdate(context.get(), out(result), &length, in(text), static_cast<int>(text.size())), 1);
    result.resize(static_cast<std::size_t>(length));
    return result;
}

TEST(material_ciphers, aes_isOpenssls)
{
    for (const std::size_t keyBytes : {16, 32}) {
        for (std::size_t blocks = 1; blocks < 200; ++blocks) {
            const std::string key = random(keyBytes), iv = random(16), text = random(16 * blocks);
            const std::string secret = opensslCbc(key, iv, text);
            ASSERT_EQ(aesEncrypt(key, iv, text), secret);
            ASSERT_EQ(aesDecrypt(key, iv, secret), text);
        }
    }
}

TEST(material_ciphers, rc4_isOpenssls)
{
    for (std::size_t keyBytes = 5; keyBytes <= 16; ++keyBytes) {
        const std::string key = random(keyBytes), text = random(1000);
        std::string expected(text.size(), '\0');
        RC4_KEY schedule;
        RC4_set_key(&schedule, static_cast<int>(keyBytes), in(key));
        RC4(&schedule, text.size(), in(text), out(expected));
        EXPECT_EQ(rc4(key, text), expected);
    }
}

} // namespace
} // namespace ekey::material::pdf
