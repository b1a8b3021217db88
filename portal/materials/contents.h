// The bytes of materials in the database: sealed, in pieces, never whole in memory, and each once.
#pragma once

#include "core/material/source.h"
#include "portal/materials/sealing.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace soci {
class session;
}
namespace ekey::portal::storage {
class Database;
}

namespace ekey::portal::materials {

struct Piece {
    int number = 0;
    std::int64_t begin = 0;
    std::int64_t bytes = 0;
};

/// Keeps the key that a database's pieces are sealed with in mind, at its first start; refused (500) with another one:
/// material_key.other.
void demandKey(soci::session& sql, const MaterialKey& key);

long long beginContent(soci::session& sql, std::int64_t bytes);
/// `sealed` by sealPiece().
void addPiece(soci::session& sql, long long content, const Piece& piece, const std::string& sealed);
std::string sealPiece(const MaterialKey& key, long long content, const Piece& piece,
                      std::span<const std::uint8_t> bytes);
/// In order.
std::vector<Piece> pieces(soci::session& sql, long long content);
/// Takes away what begins at `from` or later.
void cutContent(soci::session& sql, long long content, std::int64_t from);
/// It is whole, and this is its digest. The content that has these bytes: an earlier one where there is one, and then
/// this one is nobody's any more.
long long settleContent(soci::session& sql, long long content, const std::string& sha256);
/// Nobody's any more, where no upload, material or submission has it. It goes with a later sweep: how long its removal
/// takes would tell whether another enterprise has the same bytes.
void dropContent(soci::session& sql, long long content);
/// Removes it at once: of an upload that is given up, whose bytes nobody else has.
void removeContent(soci::session& sql, long long content);
/// Removes some of those that are nobody's. True: there may be more.
bool sweepContents(soci::session& sql);

/// Reads from a content, on a worker thread. Pieces that are added meanwhile are told by extend().
class ContentReader {
public:
    ContentReader(storage::Database& database, const MaterialKey& key, long long content);

    std::int64_t bytes() const { return pieces_.empty() ? 0 : pieces_.back().begin + pieces_.back().bytes; }
    const std::vector<Piece>& pieces() const { return pieces_; }
    /// Adds a piece; its bytes are at hand.
    void extend(const Piece& piece, std::span<const std::uint8_t> bytes);
    /// Throws std::runtime_error where a piece is missing or altered.
    std::string read(material::Range range);
    /// The whole of one.
    const std::string& readPiece(const Piece& piece);

private:
    storage::Database& database_;
    const MaterialKey& key_;
    long long content_;
    std::vector<Piece> pieces_;
    std::optional<int> open_; ///< the number of the piece that was read last
    std::string opened_;      ///< its bytes
};

} // namespace ekey::portal::materials
