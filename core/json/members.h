// Strict reading of one object: every member has the type and range that is asked for, and none is left over.
//
//   Members in(value, "/form");
//   auto id      = in.text("id", 40);
//   auto version = in.integer("version", 1, 1'000'000);
//   if (auto error = in.finish()) return *error;
//
// A getter that finds something wrong remembers it and returns an empty value, so reading needs no branches.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::json {

class Members {
public:
    /// Keeps a reference to `object`, which must outlive it. `pointer` is where the object stands, for errors.
    explicit Members(const Value& object, std::string pointer = {});

    bool has(std::string_view key) const;

    /// At most `limit` bytes of UTF-8. `text` demands the member, `optionalText` does not.
    std::string text(std::string_view key, std::size_t limit);
    std::optional<std::string> optionalText(std::string_view key, std::size_t limit);
    /// One of `names`.
    std::string choice(std::string_view key, const std::vector<std::string_view>& names);
    std::int64_t integer(std::string_view key, std::int64_t low, std::int64_t high);
    std::optional<std::int64_t> optionalInteger(std::string_view key, std::int64_t low, std::int64_t high);
    bool boolean(std::string_view key);
    std::optional<bool> optionalBoolean(std::string_view key);
    /// Arrays of at most `limit` elements. Missing: an empty array and an error, or for `optional…` nullptr.
    const Value& array(std::string_view key, std::size_t limit);
    const Value* optionalArray(std::string_view key, std::size_t limit);
    const Value& object(std::string_view key);
    const Value* optionalObject(std::string_view key);

    /// Of any type; nullptr where it is not there.
    const Value* optionalValue(std::string_view key);

    /// The first thing wrong. Codes: member.missing, member.type, member.length, member.range, member.choice,
    /// member.unknown; pointer names the member. Call it last: a member nobody asked for is member.unknown.
    std::optional<Error> finish();
    /// Instead: everything wrong.
    Errors problems();

    /// The pointer of a member, for nested reading.
    std::string at(std::string_view key) const;

private:
    const Value* find(std::string_view key, bool required);
    void fail(std::string_view code, std::string_view key, Object params = {});

    const Value& object_;
    std::string pointer_;
    std::vector<std::string> asked_;
    Errors errors_;
};

/// Appends one reference token to an RFC 6901 pointer, escaping ~ and /.
std::string pointerTo(std::string_view pointer, std::string_view key);

} // namespace ekey::json
