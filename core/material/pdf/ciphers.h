// The few primitives that PDF's passwords are made of, over strings of bytes.
//
// Digests are OpenSSL's by its low-level calls, as in core/digest/lowlevel.cpp and for the same reason: EVP would bring
// 300 KB into the page. The two ciphers stand here: OpenSSL's tables for AES would take 6 of the page's 100 KB, and RC4
// is left out of the OpenSSL that is built for pages. They open what opens without a password, so no secret passes
// through them and no timing tells anything; nothing else may use them. The tests hold them against OpenSSL's.
#pragma once

#include <string>
#include <string_view>

namespace ekey::material::pdf {

std::string md5(std::string_view text);
std::string sha256(std::string_view text);
std::string sha384(std::string_view text);
std::string sha512(std::string_view text);
std::string rc4(std::string_view key, std::string text);

/// CBC without padding: `text` is of whole blocks of 16, `key` of 16 or 32 bytes, `iv` of 16.
std::string aesEncrypt(std::string_view key, std::string_view iv, std::string_view text);
std::string aesDecrypt(std::string_view key, std::string_view iv, std::string_view text);

} // namespace ekey::material::pdf
