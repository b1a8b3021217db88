#pragma once

#include <string>
#include <string_view>

namespace ekey::host {

/// A text with asterisks, each of which stands for any bytes, none included. Everything else means itself, byte for
/// byte: labels of older Chinese tokens are GBK.
class Wildcard {
public:
    Wildcard() = default; ///< any text
    explicit Wildcard(std::string pattern) : pattern_(std::move(pattern)) {}

    const std::string& pattern() const { return pattern_; }
    /// In time of at most the two lengths multiplied.
    bool matches(std::string_view text) const;

private:
    std::string pattern_ = "*";
};

} // namespace ekey::host
