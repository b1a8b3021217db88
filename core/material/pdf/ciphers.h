// The few primitives that PDF's passwords are made of, over strings of bytes.
//
// OpenSSL by its low-level calls, as in core/digest/lowlevel.cpp and for the same reason: EVP would bring 300 KB into the
// page. RC4 stands here: the OpenSSL that is built for pages leaves it out, so that nothing else can use it, and it is
// ten lines.
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
