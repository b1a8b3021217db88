#include "core/material/pdf/parser.h"

#include <algorithm>

namespace ekey::material::pdf {
namespace {

constexpr std::size_t digitsMost = 15; // of an integer: none in a file is larger

bool isDelimiter(char c) { return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

int hexDigit(char c)
{
    if (isDigit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::int64_t> wholeNumber(std::string_view digits)
{
    if (digits.empty() || digits.size() > digitsMost) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : digits) {
        if (!isDigit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

bool isSpace(char c) { return std::string_view("\0\t\n\f\r ", 6).find(c) != std::string_view::npos; }

std::nullopt_t Parser::end()
{
    ended_ = !whole_;
    return std::nullopt;
}

void Parser::skipSpace()
{
    while (at_ < text_.size()) {
        if (text_[at_] == '%') {
            at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
        } else if (isSpace(text_[at_])) {
            ++at_;
        } else {
            return;
        }
    }
}

std::optional<std::int64_t> Parser::afterLine()
{
    if (!whole_ && at_ + 2 > text_.size()) return end();
    const std::size_t end = starts("\r\n") ? 2 : starts("\n") || starts("\r") ? 1 : 0;
    return static_cast<std::int64_t>(at_ + end);
}

/// Characters up to white space or a delimiter.
std::string_view Parser::regular()
{
    const std::size_t begin = at_;
    while (at_ < text_.size() && !isSpace(text_[at_]) && !isDelimiter(text_[at_])) {
        ++at_;
    }
    return text_.substr(begin, at_ - begin);
}

std::optional<Object> Parser::read(int depth)
{
    skipSpace();
    if (at_ >= text_.size()) return end();
    if (depth > depthMost || ++items_ > itemsMost) return std::nullopt;
    const char c = text_[at_];
    if (c == '>' && at_ + 1 == text_.size()) return end(); // half of a dictionary's end
    if (starts("<<")) return list(depth, Object::Kind::dictionary, ">>");
    if (c == '[') return list(depth, Object::Kind::array, "]");
    if (c == '/') return name();
    if (c == '(') return literal();
    if (c == '<') return hexadecimal();
    if (isDigit(c) || c == '+' || c == '-' || c == '.') return number();
    return keyword();
}

std::optional<Object> Parser::list(int depth, Object::Kind kind, std::string_view close)
{
    Object object;
    object.kind = kind;
    at_ += close.size(); // the opening mark is as long
    for (;;) {
        skipSpace();
        if (starts(close)) break;
        std::optional<Object> item = read(depth + 1);
        if (!item || item->is(Object::Kind::keyword)) return std::nullopt;
        const bool key = kind == Object::Kind::dictionary && object.items.size() % 2 == 0;
        if (key && !item->is(Object::Kind::name)) return std::nullopt;
        object.items.push_back(*std::move(item));
    }
    at_ += close.size();
    if (kind == Object::Kind::dictionary && object.items.size() % 2 != 0) return std::nullopt;
    return object;
}

std::optional<Object> Parser::name()
{
    ++at_;
    const std::string_view raw = regular();
    if (at_ == text_.size() && !whole_) return end();
    Object object;
    object.kind = Object::Kind::name;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const bool escaped =
            raw[i] == '#' && i + 2 < raw.size() && hexDigit(raw[i + 1]) >= 0 && hexDigit(raw[i + 2]) >= 0;
        object.text += escaped ? static_cast<char>(hexDigit(raw[i + 1]) * 16 + hexDigit(raw[i + 2])) : raw[i];
        if (escaped) i += 2;
    }
    return object;
}

/// 7.3.4.2
std::optional<Object> Parser::literal()
{
    Object object;
    object.kind = Object::Kind::string;
    int open = 0;
    while (at_ < text_.size()) {
        char c = text_[at_++];
        if (c == '(' && open++ == 0) continue;
        if (c == ')' && --open == 0) return object;
        if (c != '\\') {
            object.text += c;
            continue;
        }
        if (at_ >= text_.size()) break;
        c = text_[at_++];
        if (c >= '0' && c <= '7') {
            int value = c - '0';
            for (int i = 0; i < 2 && at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '7'; ++i) {
                value = value * 8 + (text_[at_++] - '0');
            }
            object.text += static_cast<char>(value);
        } else if (c == '\r' || c == '\n') { // a line goes on
            if (c == '\r' && starts("\n")) ++at_;
        } else {
            const std::size_t known = std::string_view("nrtbf").find(c);
            object.text += known == std::string_view::npos ? c : "\n\r\t\b\f"[known];
        }
    }
    return end();
}

std::optional<Object> Parser::hexadecimal()
{
    Object object;
    object.kind = Object::Kind::string;
    int half = -1;
    for (++at_; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == '>') {
            ++at_;
            if (half >= 0) object.text += static_cast<char>(half * 16);
            return object;
        }
        if (isSpace(c)) continue;
        const int digit = hexDigit(c);
        if (digit < 0) return std::nullopt;
        if (half < 0) {
            half = digit;
        } else {
            object.text += static_cast<char>(half * 16 + digit);
            half = -1;
        }
    }
    return end();
}

std::optional<Object> Parser::number()
{
    const std::string_view digits = regular();
    if (at_ == text_.size() && !whole_) return end();
    Object object;
    const bool sign = digits[0] == '+' || digits[0] == '-';
    if (const auto value = wholeNumber(digits.substr(sign))) {
        object.kind = Object::Kind::integer;
        object.number = digits[0] == '-' ? -*value : *value;
        if (sign || reference(object)) return object;
        return ended_ ? std::nullopt : std::optional(object);
    }
    object.kind = Object::Kind::real;
    return object;
}

/// "N G R"; the place is kept where it is only a number.
bool Parser::reference(Object& number)
{
    const std::size_t begin = at_;
    skipSpace();
    const auto generation = wholeNumber(regular());
    skipSpace();
    const std::string_view word = generation ? regular() : std::string_view();
    if (at_ == text_.size() && !whole_) {
        end();
        return false;
    }
    if (word != "R") {
        at_ = begin;
        return false;
    }
    number.kind = Object::Kind::reference;
    number.generation = *generation;
    return true;
}

std::optional<Object> Parser::keyword()
{
    Object object;
    object.text = regular();
    if (at_ == text_.size() && !whole_) return end();
    if (object.text.empty()) return std::nullopt; // a bracket that closes nothing
    object.kind = Object::Kind::keyword;
    const bool isTrue = object.text == "true";
    if (isTrue || object.text == "false") {
        object.kind = Object::Kind::boolean;
        object.number = isTrue;
    } else if (object.text == "null") {
        object = Object();
    }
    return object;
}

std::optional<Object> Parser::heading()
{
    const std::optional<Object> first = next();
    if (!first || !first->integer()) return std::nullopt;
    const std::optional<Object> second = next();
    if (!second || !second->integer()) return std::nullopt;
    const std::optional<Object> word = next();
    if (!word || !word->isKeyword("obj")) return std::nullopt;
    Object object;
    object.kind = Object::Kind::reference;
    object.number = first->number;
    object.generation = second->number;
    return object;
}

} // namespace ekey::material::pdf
