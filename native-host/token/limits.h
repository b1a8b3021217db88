// Sizes and counts on the pipe between host and worker. Both sides refuse what is over them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ekey::token::limits {

inline constexpr std::size_t moduleBytes = 4096;     ///< path, UTF-8
inline constexpr std::size_t serialBytes = 40;       ///< CK_TOKEN_INFO.serialNumber is 16; a slot number may follow
inline constexpr std::size_t labelBytes = 32;        ///< CK_TOKEN_INFO.label
inline constexpr std::size_t idBytes = 256;          ///< CKA_ID
inline constexpr std::size_t objectLabelBytes = 256; ///< CKA_LABEL; a longer one is taken for none
inline constexpr std::size_t certificateBytes = 16384;
inline constexpr std::size_t inputBytes = 128;      ///< the longest DigestInfo (SHA-512) is 83
inline constexpr std::size_t signatureBytes = 1024; ///< RSA-8192
inline constexpr std::size_t inputs = 100;          ///< of one agreed batch
inline constexpr std::size_t modulusBytes = 384;    ///< RSA-3072
inline constexpr std::size_t exponentBytes = 8;
inline constexpr std::size_t pointBytes = 97; ///< P-384, uncompressed
inline constexpr std::size_t functionBytes = 40;
inline constexpr std::size_t codeBytes = 40;
inline constexpr std::size_t tokens = 32;
inline constexpr std::size_t certificates = 64; ///< of all tokens of a module
inline constexpr std::size_t objects = 256;     ///< of one kind on one token
inline constexpr std::size_t calls = 5000;      ///< of the library that a worker may report in one operation

/// The payload of a frame: all that follows its length.
inline constexpr std::size_t requestFrame = std::size_t{32} << 10;
inline constexpr std::size_t answerFrame = std::size_t{2} << 20;

static_assert(certificates * (certificateBytes + idBytes + objectLabelBytes + serialBytes + 64) + tokens * 256 <
              answerFrame);
static_assert(moduleBytes + 64 < requestFrame);
static_assert(certificateBytes + idBytes + objectLabelBytes + serialBytes + 512 < requestFrame);
static_assert(inputs * (inputBytes + 4) + idBytes + serialBytes + 512 < requestFrame);

} // namespace ekey::token::limits
