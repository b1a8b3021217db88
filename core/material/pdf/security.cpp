#include "core/material/pdf/security.h"

#include "core/material/bytes.h"
#include "core/material/pdf/ciphers.h"

#include <algorithm>

namespace ekey::material::pdf {
namespace {

constexpr std::size_t blockBytes = 16;

/// Algorithm 2, step a: what fills a password up to 32 bytes, and so is the empty one.
constexpr std::string_view padding(
    "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE"
    "\x64\x53\x69\x7A",
    32);

std::string littleEndian(std::int64_t number, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        text += static_cast<char>(number >> (8 * i) & 0xFF);
    }
    return text;
}

/// Algorithm 2: the file's key from the empty password, for revisions 2 to 4.
std::string fileKey(const Object& encrypt, std::int64_t revision, std::size_t length, std::string_view id)
{
    std::string text(padding);
    text += std::string_view(encrypt["O"].text).substr(0, 32);
    text += littleEndian(encrypt["P"].number, 4);
    text += id;
    const Object& metadata = encrypt["EncryptMetadata"];
    if (revision >= 4 && metadata.is(Object::Kind::boolean) && !metadata.number) text += "\xFF\xFF\xFF\xFF";
    std::string key = md5(text);
    for (int i = 0; revision >= 3 && i < 50; ++i) {
        key = md5(std::string_view(key).substr(0, length));
    }
    return key.substr(0, length);
}

/// Algorithms 4 to 6: whether the key is the one that the user's password gives.
bool isUsers(const std::string& key, std::int64_t revision, std::string_view id, std::string_view user)
{
    if (revision == 2) return rc4(key, std::string(padding)) == user.substr(0, 32);
    std::string text = md5(std::string(padding) + std::string(id));
    for (char i = 0; i < 20; ++i) {
        std::string turned = key;
        std::transform(turned.begin(), turned.end(), turned.begin(), [i](char c) { return static_cast<char>(c ^ i); });
        text = rc4(turned, text);
    }
    return text == user.substr(0, 16);
}

/// Algorithm 2.B of ISO 32000-2 for the empty password; revision 5 was its first step alone. At least 64 rounds, at
/// most 288: the last byte cannot exceed 255.
std::string hardened(std::string_view salt, std::int64_t revision)
{
    std::string key = sha256(salt);
    for (int round = 0, last = 0; revision >= 6 && (round < 64 || last > round - 32); ++round) {
        std::string text;
        for (int i = 0; i < 64; ++i) {
            text += key;
        }
        const std::string_view all = key;
        text = aesEncrypt(all.substr(0, 16), all.substr(16, 16), text);
        unsigned sum = 0; // 256 leaves 1 when divided by 3, so the digits' sum decides
        for (std::size_t i = 0; i < 16; ++i) {
            sum += byteAt(text, i);
        }
        key = sum % 3 == 0 ? sha256(text) : sum % 3 == 1 ? sha384(text) : sha512(text);
        last = static_cast<int>(byteAt(text, text.size() - 1));
    }
    return key.substr(0, 32);
}

Error failure(const char* code) { return {code}; }

} // namespace

Result<Security> Security::open(const Object& encrypt, std::string_view id)
{
    if (!encrypt["Filter"].isName("Standard")) return failure("material.pdf_encryption");
    const std::int64_t version = encrypt["V"].integer().value_or(0), revision = encrypt["R"].integer().value_or(0);
    const std::string_view user = encrypt["U"].text;

    Method method = Method::rc4;
    if (version >= 4) { // 7.6.5: the filter of streams; Identity leaves them as they are
        const Object& filter = encrypt["StmF"];
        const Object& how = encrypt["CF"][filter.text]["CFM"];
        const bool none = filter.is(Object::Kind::null) || filter.isName("Identity") || how.isName("None");
        if (none) {
            method = Method::none;
        } else if (version == 4 && how.isName("AESV2")) {
            method = Method::aes128;
        } else if (version == 5 && how.isName("AESV3")) {
            method = Method::aes256;
        } else if (version != 4 || !how.isName("V2")) {
            return failure("material.pdf_encryption");
        }
    }

    if (version == 5 && (revision == 5 || revision == 6)) {
        const std::string_view wrapped = encrypt["UE"].text;
        if (user.size() < 48 || wrapped.size() < 32) return failure("material.damaged");
        if (hardened(user.substr(32, 8), revision) != user.substr(0, 32)) return failure("material.pdf_password");
        const std::string key = hardened(user.substr(40, 8), revision);
        return Security(method, aesDecrypt(key, std::string(blockBytes, '\0'), wrapped.substr(0, 32)));
    }
    const bool known = (version == 1 && (revision == 2 || revision == 3)) ||
                       (version == 2 && (revision == 2 || revision == 3)) || (version == 4 && revision == 4);
    if (!known) return failure("material.pdf_encryption");
    const std::int64_t bits = version == 1 ? 40 : version == 4 ? 128 : encrypt["Length"].integer().value_or(40);
    if (bits < 40 || bits > 128 || bits % 8 != 0 || user.size() < 32 || encrypt["O"].text.size() < 32) {
        return failure("material.damaged");
    }
    std::string key = fileKey(encrypt, revision, static_cast<std::size_t>(bits / 8), id);
    if (!isUsers(key, revision, id, user)) return failure("material.pdf_password");
    return Security(method, std::move(key));
}

std::optional<std::string> Security::decrypt(std::string data, std::int64_t number, std::int64_t generation) const
{
    if (method_ == Method::none) return data;
    std::string key = key_;
    if (method_ != Method::aes256) { // algorithm 1
        key += littleEndian(number, 3) + littleEndian(generation, 2);
        if (method_ == Method::aes128) key += "sAlT";
        key = md5(key).substr(0, std::min<std::size_t>(key_.size() + 5, 16));
    }
    if (method_ == Method::rc4) return rc4(key, std::move(data));
    if (data.size() < 2 * blockBytes || data.size() % blockBytes != 0) return std::nullopt;
    const std::string_view all = data;
    std::string text = aesDecrypt(key, all.substr(0, blockBytes), all.substr(blockBytes));
    const std::size_t padded = byteAt(text, text.size() - 1);
    if (padded < 1 || padded > blockBytes) return std::nullopt;
    text.resize(text.size() - padded);
    return text;
}

} // namespace ekey::material::pdf
