// A material on its way in: hashed, looked at and stored piece by piece.
#pragma once

#include "core/digest/digest.h"
#include "core/form/definition.h"
#include "core/material/inspection.h"
#include "portal/http/router.h"

namespace ekey::portal::storage {
class Database;
}

namespace ekey::portal::materials {

/// Refused: 422 material.name {limit}; see material::isName().
void demandName(const std::string& name);

class Upload : public http::BodySink {
public:
    /// `declared`: the size that the request announces, if it does. Refused: 422 material.too_large.
    Upload(storage::Database& database, std::string filing, const form::Item& item, std::string name,
           std::optional<std::uint64_t> declared);
    ~Upload() override;

    void piece(std::span<const std::uint8_t> bytes) override;
    /// 200 {"type", "bytes", "sm3", "sha256"}. Refused: 422 material.…; 409 filing.submitted.
    http::Answer finish() override;

private:
    void demandSize(std::uint64_t bytes) const;
    /// A part of what has been stored, which lies within it.
    std::string stored(material::Range range) const;

    storage::Database& database_;
    std::string filing_;
    const form::Item& item_;
    std::string name_;
    long long upload_ = 0;
    bool kept_ = false;
    std::uint64_t bytes_ = 0;
    digest::Dual digest_;
    std::vector<std::int64_t> ends_; ///< where each piece ends in the file
};

} // namespace ekey::portal::materials
