#include "core/json/reader.h"

#include "core/text/utf8.h"

#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>

namespace ekey::json {
namespace {

constexpr std::int64_t largestInteger = (std::int64_t{1} << 53) - 1; // RFC 7493 §2.2

Error failure(const char* code, std::size_t offset)
{
    return {code, "", Severity::error, {{"offset", static_cast<std::uint64_t>(offset)}}};
}

/// The text's characters, telling the builder how far the lexer has read: nlohmann's handlers get no position.
struct Cursor {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at;
    const char** reached;

    reference operator*() const { return *at; }
    Cursor& operator++()
    {
        *reached = ++at;
        return *this;
    }
    bool operator==(const Cursor& other) const { return at == other.at; }
    bool operator!=(const Cursor& other) const { return at != other.at; }
};

/// Receives the parser's events and builds the value; the first thing refused ends the reading.
class Builder {
public:
    Builder(std::string_view whole, const Limits& limited) : text(whole), limits(limited), reached(whole.data()) {}

    Cursor begin() { return {text.data(), &reached}; }
    Cursor end() { return {text.data() + text.size(), &reached}; }

    bool null() { return place(nullptr); }
    bool boolean(bool value) { return place(value); }
    bool string(std::string& value) { return place(std::move(value)); }
    bool number_unsigned(std::uint64_t value)
    {
        const std::int64_t most = limits.wide ? std::numeric_limits<std::int64_t>::max() : largestInteger;
        return value <= static_cast<std::uint64_t>(most) ? place(value) : refuse("json.number");
    }
    bool number_integer(std::int64_t value)
    {
        // The lexer reports only numbers with a minus sign here, so 0 is −0.
        return limits.wide || (value < 0 && value >= -largestInteger) ? place(value) : refuse("json.number");
    }
    bool number_float(double value, const std::string& digits)
    {
        if (limits.wide) return digits.find_first_of(".eE") == digits.npos ? refuse("json.number") : place(value);
        // Every double beyond 2^53−1 is an integer; a long run of digits arrives here as well.
        const bool beyond = !(std::fabs(value) <= static_cast<double>(largestInteger));
        const bool negativeZero = value == 0 && std::signbit(value);
        return limits.integers || beyond || negativeZero ? refuse("json.number") : place(value);
    }
    bool binary(Value::binary_t&) { return refuse("json.syntax"); }
    bool start_object(std::size_t) { return open(Value::object()); }
    bool start_array(std::size_t) { return open(Value::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name)
    {
        if (containers.back()->contains(name)) {
            refuse("json.duplicate_key");
            error->params["key"] = name;
            return false;
        }
        member = &(*containers.back())[name];
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& cause)
    {
        constexpr int numberOverflow = 406;
        // `position` counts the offending character, and the end as one.
        const std::size_t offset = std::min(position > 0 ? position - 1 : 0, text.size());
        if (cause.id == numberOverflow) return refuse("json.number");
        const std::optional<std::size_t> surrogate = loneSurrogate(text.substr(0, offset + 1));
        error = surrogate ? failure("json.surrogate", *surrogate) : failure("json.syntax", offset);
        return false;
    }

    Result<Value> result()
    {
        if (error) return *error;
        return std::move(root);
    }

private:
    bool refuse(const char* code)
    {
        error = failure(code, static_cast<std::size_t>(reached - text.data()));
        return false;
    }

    bool place(Value value)
    {
        *slot() = std::move(value);
        return true;
    }

    bool open(Value container)
    {
        if (containers.size() == limits.depth) return refuse("json.depth");
        Value* const target = slot();
        *target = std::move(container);
        containers.push_back(target);
        return true;
    }

    bool close()
    {
        containers.pop_back();
        return true;
    }

    /// Where the next value goes. Containers grow at their end only, so the pointers to open ones stay good.
    Value* slot()
    {
        if (containers.empty()) return &root;
        if (containers.back()->is_object()) return member;
        containers.back()->push_back(nullptr);
        return &containers.back()->back();
    }

    /// Offset of a \u escape without its other half; all before the last character is known to be well-formed.
    static std::optional<std::size_t> loneSurrogate(std::string_view read)
    {
        const auto unit = [read](std::size_t at) -> unsigned {
            if (read.substr(at, 2) != "\\u" || at + 6 > read.size()) return 0;
            unsigned value = 0;
            for (const char digit : read.substr(at + 2, 4)) {
                const std::size_t nibble = std::string_view("0123456789abcdefABCDEF").find(digit);
                if (nibble == std::string_view::npos) return 0;
                value = value * 16 + static_cast<unsigned>(nibble < 16 ? nibble : nibble - 6);
            }
            return value;
        };
        const auto isHigh = [](unsigned u) { return u >= 0xD800 && u < 0xDC00; };
        const auto isLow = [](unsigned u) { return u >= 0xDC00 && u < 0xE000; };
        for (std::size_t at = 0; at < read.size(); ++at) {
            if (read[at] != '\\') continue;
            const unsigned code = unit(at);
            if (isLow(code) || (isHigh(code) && !isLow(unit(at + 6 < read.size() ? at + 6 : read.size())))) return at;
            at += isHigh(code) ? 11 : 1;
        }
        return std::nullopt;
    }

    std::string_view text;
    const Limits& limits;
    const char* reached;
    Value root;
    std::vector<Value*> containers; ///< open ones, outermost first
    Value* member = nullptr;        ///< of the innermost object, named by the last key
    std::optional<Error> error;
};

} // namespace

Result<Value> read(std::string_view text, const Limits& limits)
{
    if (text.size() > limits.bytes) {
        return Error{"json.size", "", Severity::error, {{"limit", limits.bytes}, {"bytes", text.size()}}};
    }
    if (!text::isUtf8(text) || text.starts_with("\xEF\xBB\xBF")) return Error{"json.utf8"};
    // nlohmann's lexer takes a NUL for the end of the text.
    if (const std::size_t nul = text.find('\0'); nul != text.npos) return failure("json.syntax", nul);
    Builder builder(text, limits);
    Value::sax_parse(builder.begin(), builder.end(), &builder);
    return builder.result();
}

} // namespace ekey::json
