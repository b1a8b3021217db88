// What the tests of materials share.
#pragma once

#include "core/material/inspection.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace ekey::material {

inline std::string fixture(const std::string& name)
{
    std::ifstream in(std::string(EKEY_SOURCE_DIR) + "/tests/fixtures/material/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The names of all files there but the two that made them.
inline std::vector<std::string> fixtures()
{
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(EKEY_SOURCE_DIR "/tests/fixtures/material")) {
        if (!file.path().stem().string().starts_with("make")) names.push_back(file.path().filename().string());
    }
    return names;
}

inline std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Everything that can be told apart.
inline Limits anything()
{
    return {{"image/jpeg", "image/png", "application/pdf", "image/gif", "image/bmp", "image/tiff", "image/webp",
             "image/heic", "application/ofd", "application/zip"},
            1 << 30};
}

inline Inspected look(std::string_view file, const Limits& limits = anything(), std::string_view name = "x")
{
    return inspect(name, bytesOf(file), limits);
}

/// "image/jpeg material.truncated": the type and the codes.
inline std::string outcome(const Inspected& inspected)
{
    std::string text = inspected.type;
    for (const Error& error : inspected.errors) {
        text += " " + error.code;
    }
    return text;
}

inline std::string big32Text(std::uint32_t number)
{
    return {static_cast<char>(number >> 24), static_cast<char>(number >> 16), static_cast<char>(number >> 8),
            static_cast<char>(number)};
}

} // namespace ekey::material
