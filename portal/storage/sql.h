// For the sources that speak SQL; no header includes it.
#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::portal::storage {

inline std::string text(soci::blob& blob)
{
    std::string bytes(blob.get_len(), '\0');
    if (!bytes.empty()) {
        blob.read(0, bytes.data(), bytes.size());
    }
    return bytes;
}

inline void fill(soci::blob& blob, std::span<const std::uint8_t> bytes)
{
    blob.write(0, reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

inline std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Runs a prepared statement that changes rows; how many it changed.
inline long long change(soci::statement& statement)
{
    statement.execute(true);
    return statement.get_affected_rows();
}

} // namespace ekey::portal::storage
