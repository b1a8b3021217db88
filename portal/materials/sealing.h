// What materials are kept under: AES-256 in Galois/Counter Mode (NIST SP 800-38D), with a key from a file of its own,
// so that a copy of the database alone shows no document.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ekey::portal::materials {

class MaterialKey {
public:
    /// 64 hexadecimal digits in a file that nobody but its owner can read. Refused: material_key.missing,
    /// material_key.readable, material_key.malformed {file}.
    static MaterialKey read(const std::string& file);
    /// Makes such a file of random digits; one that is there stays as it is. Refused: material_key.create {file,
    /// reason}.
    static void make(const std::string& file);

    explicit MaterialKey(const std::array<std::uint8_t, 32>& key) : key_(key) {}
    ~MaterialKey();
    MaterialKey(const MaterialKey&) = default;
    MaterialKey& operator=(const MaterialKey&) = default;

    /// Tells one key from another without telling the key.
    std::string check() const;

    /// A random nonce of 12 bytes, the ciphertext, a tag of 16. `place`: where it belongs; it opens nowhere else. A
    /// key is good for 2^32 pieces (SP 800-38D §8.3): a petabyte of 256 KiB each.
    std::string seal(std::span<const std::uint8_t> bytes, std::string_view place) const;
    /// Throws std::runtime_error where it is not what seal() made with this key for this place.
    std::string open(std::string_view sealed, std::string_view place) const;

private:
    std::array<std::uint8_t, 32> key_;
};

} // namespace ekey::portal::materials
