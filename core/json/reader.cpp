#include "core/json/reader.h"

#include "core/json/decimal.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace ekey::json {
namespace {

constexpr std::int64_t largestInteger = (std::int64_t{1} << 53) - 1; // RFC 7493 §2.2

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isHigh(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool isLow(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// The grammar of RFC 8259. The text is known to be UTF-8; the first thing refused ends the reading.
class Reading {
public:
    Reading(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

    Result<Value> whole()
    {
        Value read;
        skip();
        if (value(read, 0)) {
            skip();
            if (at_ < text_.size()) refuse("json.syntax", at_);
        }
        return error_ ? Result<Value>(*std::move(error_)) : Result<Value>(std::move(read));
    }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; } // a NUL is refused wherever it stands

    bool take(char c)
    {
        const bool found = at_ < text_.size() && text_[at_] == c;
        at_ += found ? 1 : 0;
        return found;
    }

    void skip()
    {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
            ++at_;
        }
    }

    bool refuse(const char* code, std::size_t offset)
    {
        error_ = Error{code, "", Severity::error, {{"offset", offset}}};
        return false;
    }
    bool unexpected() { return refuse("json.syntax", at_); }

    bool value(Value& into, unsigned depth)
    {
        switch (peek()) {
        case '{':
        case '[':
            if (depth == limits_.depth) return refuse("json.depth", at_);
            return text_[at_] == '{' ? members(into, depth + 1) : elements(into, depth + 1);
        case '"':
            into = std::string();
            return string(into.get_ref<std::string&>());
        case 't':
            into = true;
            return word("true");
        case 'f':
            into = false;
            return word("false");
        case 'n':
            return word("null");
        default:
            return number(into);
        }
    }

    bool word(std::string_view letters)
    {
        return std::all_of(letters.begin(), letters.end(), [this](char letter) { return take(letter); }) ||
               unexpected();
    }

    bool elements(Value& into, unsigned depth)
    {
        into = Value::array();
        ++at_;
        skip();
        if (take(']')) return true;
        do {
            skip();
            if (!value(into.emplace_back(), depth)) return false;
            skip();
        } while (take(','));
        return take(']') || unexpected();
    }

    bool members(Value& into, unsigned depth)
    {
        into = Value::object();
        ++at_;
        skip();
        if (take('}')) return true;
        do {
            skip();
            const std::size_t start = at_;
            std::string name;
            if (peek() != '"') return unexpected();
            if (!string(name)) return false;
            skip();
            if (!take(':')) return unexpected();
            skip();
            const auto [member, fresh] = into.emplace(std::move(name), nullptr);
            if (!fresh) {
                refuse("json.duplicate_key", start);
                error_->params["key"] = member.key();
                return false;
            }
            if (!value(*member, depth)) return false;
            skip();
        } while (take(','));
        return take('}') || unexpected();
    }

    bool string(std::string& into)
    {
        ++at_;
        for (;;) {
            const std::size_t start = at_;
            while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
                   static_cast<unsigned char>(text_[at_]) >= 0x20) {
                ++at_;
            }
            into.append(text_, start, at_ - start);
            if (take('"')) return true;
            if (peek() != '\\') return unexpected();
            if (!escape(into)) return false;
        }
    }

    bool escape(std::string& into)
    {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        const std::size_t start = at_++;
        if (take('u')) return codePoint(into, start);
        const std::size_t found = at_ < text_.size() ? letters.find(text_[at_]) : letters.npos;
        if (found == letters.npos) return unexpected();
        into += meant[found];
        ++at_;
        return true;
    }

    bool codePoint(std::string& into, std::size_t start)
    {
        std::optional<unsigned> unit = fourDigits();
        if (!unit) return unexpected();
        if (isHigh(*unit) && text_.substr(at_, 2) == "\\u") {
            at_ += 2;
            const std::optional<unsigned> low = fourDigits();
            if (!low) return unexpected();
            if (!isLow(*low)) return refuse("json.surrogate", start);
            unit = 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00);
        } else if (isHigh(*unit) || isLow(*unit)) {
            return refuse("json.surrogate", start);
        }
        text::append(into, *unit);
        return true;
    }

    std::optional<unsigned> fourDigits()
    {
        unsigned value = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            const std::size_t nibble = std::string_view("0123456789abcdefABCDEF").find(peek());
            if (nibble == std::string_view::npos) return std::nullopt;
            value = value * 16 + static_cast<unsigned>(nibble < 16 ? nibble : nibble - 6);
        }
        return value;
    }

    bool number(Value& into)
    {
        const std::size_t start = at_;
        const bool negative = take('-');
        std::optional<std::uint64_t> magnitude = 0; // nothing where it has more than 64 bits
        if (!isDigit(peek())) return unexpected();
        if (!take('0')) {
            for (; isDigit(peek()); ++at_) {
                const auto digit = static_cast<std::uint64_t>(text_[at_] - '0');
                const bool fits = magnitude && *magnitude <= (std::numeric_limits<std::uint64_t>::max() - digit) / 10;
                magnitude = fits ? std::optional(*magnitude * 10 + digit) : std::nullopt;
            }
        }
        const std::size_t afterWhole = at_;
        if (take('.') && !digits()) return unexpected();
        if (take('e') || take('E')) {
            if (!take('+')) take('-');
            if (!digits()) return unexpected();
        }
        const bool accepted = at_ == afterWhole ? magnitude && integer(into, *magnitude, negative)
                                                : fraction(into, text_.substr(start, at_ - start));
        return accepted || refuse("json.number", start);
    }

    bool digits()
    {
        const std::size_t start = at_;
        while (isDigit(peek())) {
            ++at_;
        }
        return at_ > start;
    }

    bool integer(Value& into, std::uint64_t magnitude, bool negative)
    {
        const auto most =
            static_cast<std::uint64_t>(limits_.wide ? std::numeric_limits<std::int64_t>::max() : largestInteger);
        if (!negative) {
            into = magnitude;
            return magnitude <= most;
        }
        into = static_cast<std::int64_t>(0 - magnitude);
        return limits_.wide ? magnitude <= most + 1 : magnitude != 0 && magnitude <= most;
    }

    bool fraction(Value& into, std::string_view digits)
    {
        const double read = toDouble(digits);
        into = read;
        if (limits_.wide) return std::isfinite(read);
        const bool negativeZero = read == 0 && std::signbit(read);
        return !limits_.integers && !negativeZero && std::fabs(read) <= static_cast<double>(largestInteger);
    }

    std::string_view text_;
    const Limits& limits_;
    std::size_t at_ = 0;
    std::optional<Error> error_;
};

} // namespace

Result<Value> read(std::string_view text, const Limits& limits)
{
    if (text.size() > limits.bytes) {
        return Error{"json.size", "", Severity::error, {{"limit", limits.bytes}, {"bytes", text.size()}}};
    }
    if (!text::isUtf8(text) || text.starts_with("\xEF\xBB\xBF")) return Error{"json.utf8"};
    return Reading(text, limits).whole();
}

} // namespace ekey::json
