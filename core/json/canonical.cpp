#include "core/json/canonical.h"

#include "core/json/number.h"

#include <algorithm>
#include <cmath>

namespace ekey::json {
namespace {

constexpr std::int64_t exactMost = std::int64_t{1} << 53;

enum class Integers {
    asDoubles, ///< beyond 2^53 an integer is what its double is
    exactly
};

/// UTF-16 code unit order on UTF-8: the same as byte order, save that U+E000…U+FFFF (lead bytes EE, EF) come after the
/// surrogates that stand for everything beyond U+FFFF (lead bytes F0…F4). RFC 8785 §3.2.3.
bool utf16Less(const std::string& left, const std::string& right)
{
    const auto rank = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
    };
    return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                        [rank](char a, char b) { return rank(a) < rank(b); });
}

void write(std::string& out, const std::string& text)
{
    constexpr const char* hexadecimal = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += hexadecimal[c >> 4];
                out += hexadecimal[c & 15];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

void write(std::string& out, const Value& value, Integers integers);

void writeObject(std::string& out, const Value& object, Integers integers)
{
    std::vector<Value::const_iterator> members;
    for (auto member = object.begin(); member != object.end(); ++member) {
        members.push_back(member);
    }
    std::sort(members.begin(), members.end(), [](auto left, auto right) { return utf16Less(left.key(), right.key()); });
    out += '{';
    for (const auto& member : members) {
        if (member != members.front()) out += ',';
        write(out, member.key());
        out += ':';
        write(out, *member, integers);
    }
    out += '}';
}

void write(std::string& out, const Value& value, Integers integers)
{
    switch (value.type()) {
    case Value::value_t::object:
        writeObject(out, value, integers);
        break;
    case Value::value_t::array:
        out += '[';
        for (auto element = value.begin(); element != value.end(); ++element) {
            if (element != value.begin()) out += ',';
            write(out, *element, integers);
        }
        out += ']';
        break;
    case Value::value_t::string:
        write(out, *value.get_ptr<const std::string*>());
        break;
    case Value::value_t::boolean:
        out += *value.get_ptr<const bool*>() ? "true" : "false";
        break;
    case Value::value_t::number_float: {
        const double number = *value.get_ptr<const double*>();
        const bool negativeZero = number == 0 && std::signbit(number);
        out += integers == Integers::exactly && negativeZero ? "-0.0" : numberText(number);
        break;
    }
    case Value::value_t::number_unsigned: {
        const std::uint64_t number = *value.get_ptr<const std::uint64_t*>();
        const bool beyond = integers == Integers::asDoubles && number > exactMost;
        out += beyond ? numberText(static_cast<double>(number)) : std::to_string(number);
        break;
    }
    case Value::value_t::number_integer: {
        const std::int64_t number = *value.get_ptr<const std::int64_t*>();
        const bool beyond = integers == Integers::asDoubles && (number > exactMost || number < -exactMost);
        out += beyond ? numberText(static_cast<double>(number)) : std::to_string(number);
        break;
    }
    case Value::value_t::null:
    case Value::value_t::binary:
    case Value::value_t::discarded:
        out += "null";
        break;
    }
}

} // namespace

std::string canonical(const Value& value)
{
    std::string out;
    write(out, value, Integers::asDoubles);
    return out;
}

std::string exact(const Value& value)
{
    std::string out;
    write(out, value, Integers::exactly);
    return out;
}

Result<Value> readCanonical(std::string_view text, Limits limits)
{
    limits.integers = true;
    Result<Value> value = read(text, limits);
    if (value && canonical(*value) != text) return Error{"json.not_canonical"};
    return value;
}

} // namespace ekey::json
