#include "portal/materials/sealing.h"

#include "core/digest/digest.h"
#include "portal/accounts/random.h"
#include "portal/refused.h"
#include "portal/status.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace ekey::portal::materials {
namespace {

constexpr std::size_t nonceBytes = 12;
constexpr std::size_t tagBytes = 16;
constexpr std::size_t keyDigits = 64;
constexpr std::string_view checkLabel = "ekey-portal material key\n";

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Context context()
{
    Context made(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    if (!made) {
        throw std::bad_alloc();
    }
    return made;
}

void demand(int outcome, const char* what)
{
    if (outcome != 1) {
        throw std::runtime_error(what);
    }
}

const std::uint8_t* bytesOf(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }
std::uint8_t* bytesOf(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }
int length(std::size_t bytes) { return static_cast<int>(bytes); }

[[noreturn]] void refuse(const char* code, const std::string& file)
{
    throw Refused(status::failed, code, {}, {{"file", file}});
}

} // namespace

MaterialKey MaterialKey::read(const std::string& file)
{
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) {
        refuse("material_key.missing", file);
    }
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        refuse("material_key.readable", file);
    }
    std::ifstream in(file);
    std::string digits;
    std::getline(in, digits);
    std::array<std::uint8_t, 32> key{};
    bool fits = digits.size() == keyDigits;
    for (std::size_t i = 0; fits && i < key.size(); ++i) {
        const char* const pair = digits.data() + 2 * i;
        const auto [end, error] = std::from_chars(pair, pair + 2, key[i], 16);
        fits = error == std::errc() && end == pair + 2;
    }
    OPENSSL_cleanse(digits.data(), digits.size());
    if (!fits) {
        refuse("material_key.malformed", file);
    }
    return MaterialKey(key);
}

void MaterialKey::make(const std::string& file)
{
    const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == EEXIST) {
        return;
    }
    std::string line = accounts::randomHex(keyDigits / 2) + '\n';
    const bool written = descriptor >= 0 && ::write(descriptor, line.data(), line.size()) == length(line.size()) &&
                         ::fsync(descriptor) == 0;
    const int reason = errno;
    OPENSSL_cleanse(line.data(), line.size());
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!written) {
        throw Refused(status::failed, "material_key.create", {}, {{"file", file}, {"reason", std::strerror(reason)}});
    }
}

MaterialKey::~MaterialKey() { OPENSSL_cleanse(key_.data(), key_.size()); }

std::string MaterialKey::check() const
{
    std::string labelled(checkLabel);
    labelled.append(reinterpret_cast<const char*>(key_.data()), key_.size());
    std::string found = digest::hex(digest::sha256(labelled));
    OPENSSL_cleanse(labelled.data(), labelled.size());
    return found;
}

std::string MaterialKey::seal(std::span<const std::uint8_t> bytes, std::string_view place) const
{
    const auto nonce = accounts::randomBytes(nonceBytes);
    std::string sealed(nonce.begin(), nonce.end());
    sealed.resize(nonceBytes + bytes.size() + tagBytes);
    std::uint8_t* const out = bytesOf(sealed) + nonceBytes;
    const Context cipher = context();
    int written = 0;
    demand(EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key_.data(), nonce.data(), nullptr), "sealing failed");
    demand(EVP_EncryptUpdate(cipher.get(), nullptr, &written, bytesOf(place), length(place.size())), "sealing failed");
    demand(EVP_EncryptUpdate(cipher.get(), out, &written, bytes.data(), length(bytes.size())), "sealing failed");
    demand(EVP_EncryptFinal_ex(cipher.get(), out + written, &written), "sealing failed");
    demand(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagBytes, out + bytes.size()), "sealing failed");
    return sealed;
}

std::string MaterialKey::open(std::string_view sealed, std::string_view place) const
{
    constexpr const char* altered = "a kept piece of a material was altered, or is not of this key";
    if (sealed.size() < nonceBytes + tagBytes) {
        throw std::runtime_error(altered);
    }
    std::string bytes(sealed.size() - nonceBytes - tagBytes, '\0');
    std::string tag(sealed.substr(nonceBytes + bytes.size()));
    const Context cipher = context();
    int written = 0;
    demand(EVP_DecryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key_.data(), bytesOf(sealed), nullptr), altered);
    demand(EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytesOf(place), length(place.size())), altered);
    demand(
        EVP_DecryptUpdate(cipher.get(), bytesOf(bytes), &written, bytesOf(sealed) + nonceBytes, length(bytes.size())),
        altered);
    demand(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagBytes, tag.data()), altered);
    demand(EVP_DecryptFinal_ex(cipher.get(), bytesOf(bytes) + written, &written), altered);
    return bytes;
}

} // namespace ekey::portal::materials
