// The standard's signatures take pointers to what they only read as pointers to what they could write.
#pragma once

#include "native-host/token/pkcs11/cryptoki.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace ekey::token::pkcs11 {

inline unsigned char* mutableBytes(std::string_view text)
{
    return reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));
}

inline unsigned char* mutableBytes(std::span<const std::uint8_t> bytes)
{
    return const_cast<unsigned char*>(bytes.data());
}

template <class T>
CK_ULONG length(const T& text)
{
    return static_cast<CK_ULONG>(text.size());
}

} // namespace ekey::token::pkcs11
