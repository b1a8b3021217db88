#include "core/expression/lexer.h"

#include "core/expression/limits.h"
#include "core/expression/syntax.h"
#include "core/json/decimal.h"
#include "core/text/utf8.h"

#include <cmath>
#include <limits>

namespace ekey::expression {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

int hexadecimal(char c)
{
    if (isDigit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : source(text) {}

    Result<std::vector<Token>> run()
    {
        while (skip(), at < source.size() && !error) {
            next();
        }
        if (error) return *error;
        found.push_back({Token::Kind::end, position(source.size()), {}});
        return std::move(found);
    }

private:
    static std::uint32_t position(std::size_t byte) { return static_cast<std::uint32_t>(byte); }
    char peek(std::size_t ahead = 0) const { return at + ahead < source.size() ? source[at + ahead] : '\0'; }

    void fail(std::string_view code, std::size_t where, json::Object params = {})
    {
        if (!error) error = errorAt(source, where, code, std::move(params));
    }

    void skip()
    {
        while (at < source.size()) {
            if (isBlank(peek())) {
                ++at;
            } else if (peek() == '/' && peek(1) == '/') {
                at = std::min(source.find('\n', at), source.size());
            } else {
                break;
            }
        }
    }

    Token& add(Token::Kind kind, std::size_t start)
    {
        return found.emplace_back(Token{kind, position(start), source.substr(start, at - start)});
    }

    void next()
    {
        if (isLetter(peek())) {
            if (!prefixedText()) name();
        } else if (isDigit(peek()) || (peek() == '.' && isDigit(peek(1)))) {
            number();
        } else if (peek() == '"' || peek() == '\'') {
            text(at, false);
        } else if (peek() == '`') {
            quotedName();
        } else {
            sign();
        }
    }

    void name()
    {
        const std::size_t start = at;
        while (isLetter(peek()) || isDigit(peek())) {
            ++at;
        }
        add(Token::Kind::name, start);
    }

    void quotedName()
    {
        const std::size_t start = at++;
        while (isLetter(peek()) || isDigit(peek()) ||
               (peek() != '\0' && std::string_view(".-/ ").find(peek()) != std::string_view::npos)) {
            ++at;
        }
        if (peek() != '`' || at == start + 1) return fail("expression.text_unfinished", start);
        ++at;
        add(Token::Kind::quotedName, start).text = source.substr(start + 1, at - start - 2);
    }

    /// r"…", and b"…" in any mixture, which is refused.
    bool prefixedText()
    {
        std::size_t letters = 0;
        bool raw = false, bytes = false;
        for (; letters < 2; ++letters) {
            const char c = static_cast<char>(peek(letters) | 0x20);
            if (c == 'r' && !raw) {
                raw = true;
            } else if (c == 'b' && !bytes) {
                bytes = true;
            } else {
                break;
            }
        }
        if (letters == 0 || (peek(letters) != '"' && peek(letters) != '\'')) return false;
        const std::size_t start = at;
        if (bytes) {
            fail("expression.unsupported", start, {{"found", "bytes"}});
            return true;
        }
        at += letters;
        text(start, raw);
        return true;
    }

    void text(std::size_t start, bool raw)
    {
        const char quote = peek();
        const bool triple = peek(1) == quote && peek(2) == quote;
        const std::size_t width = triple ? 3 : 1;
        at += width;
        std::string said;
        for (;;) {
            if (at >= source.size() || (!triple && (peek() == '\n' || peek() == '\r'))) {
                return fail("expression.text_unfinished", start);
            }
            if (peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote))) break;
            if (peek() == '\\' && !raw) {
                if (!escape(said)) return;
            } else {
                said += source[at++];
            }
        }
        at += width;
        add(Token::Kind::text, start).text = std::move(said);
    }

    bool escape(std::string& said)
    {
        static constexpr std::string_view letters = "abfnrtv\\?\"'`", meanings = "\a\b\f\n\r\t\v\\?\"'`";
        const std::size_t start = at++;
        const char c = peek();
        if (const std::size_t which = letters.find(c); at < source.size() && which != std::string_view::npos) {
            said += meanings[which];
            ++at;
            return true;
        }
        const bool octal = c >= '0' && c <= '3';
        const std::size_t digits = octal ? 3 : c == 'x' || c == 'X' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (!octal) ++at;
        std::uint32_t point = 0;
        for (std::size_t i = 0; i < digits; ++i, ++at) {
            const int digit = hexadecimal(peek());
            if (digit < 0 || (octal && digit > 7)) return badEscape(start);
            point = point * (octal ? 8 : 16) + static_cast<std::uint32_t>(digit);
        }
        if (digits == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return badEscape(start);
        text::append(said, static_cast<char32_t>(point));
        return true;
    }

    bool badEscape(std::size_t start)
    {
        fail("expression.escape", start,
             {{"found", std::string(source.substr(start, std::min<std::size_t>(2, source.size() - start)))}});
        return false;
    }

    void number()
    {
        const std::size_t start = at;
        if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
            at += 2;
            while (hexadecimal(peek()) >= 0) {
                ++at;
            }
            return integer(start, 16, 2);
        }
        const auto digits = [this] {
            while (isDigit(peek())) {
                ++at;
            }
        };
        digits();
        bool whole = true;
        if (peek() == '.' && isDigit(peek(1))) {
            whole = false;
            ++at;
            digits();
        }
        const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
        if ((peek() == 'e' || peek() == 'E') && isDigit(peek(1 + sign))) {
            whole = false;
            at += 1 + sign;
            digits();
        }
        if (whole) return integer(start, 10, 0);
        Token& token = add(Token::Kind::number, start);
        token.number = json::toDouble(token.word);
        if (!std::isfinite(token.number)) fail("expression.number", start, {{"found", std::string(token.word)}});
    }

    void integer(std::size_t start, unsigned base, std::size_t prefix)
    {
        if (peek() == 'u' || peek() == 'U') return fail("expression.unsupported", start, {{"found", "uint"}});
        Token& token = add(Token::Kind::integer, start);
        constexpr auto most = std::numeric_limits<std::uint64_t>::max();
        bool fits = token.word.size() > prefix;
        for (const char c : token.word.substr(prefix)) {
            const auto digit = static_cast<unsigned>(hexadecimal(c));
            fits = fits && token.integer <= (most - digit) / base;
            token.integer = token.integer * base + digit;
        }
        if (!fits) fail("expression.number", start, {{"found", std::string(token.word)}});
    }

    void sign()
    {
        static constexpr std::string_view pairs[] = {"==", "!=", "<=", ">=", "&&", "||"};
        const std::size_t start = at;
        for (const std::string_view pair : pairs) {
            if (source.substr(at).starts_with(pair)) {
                at += 2;
                add(Token::Kind::sign, start);
                return;
            }
        }
        if (std::string_view("()[]{}.,:?+-*/%!<>").find(peek()) != std::string_view::npos && peek() != '\0') {
            ++at;
            add(Token::Kind::sign, start);
            return;
        }
        std::size_t end = at;
        text::decode(source, end);
        fail("expression.character", start, {{"found", std::string(source.substr(start, end - start))}});
    }

    std::string_view source;
    std::size_t at = 0;
    std::vector<Token> found;
    std::optional<Error> error;
};

} // namespace

Result<std::vector<Token>> tokens(std::string_view source)
{
    if (source.size() > sourceBytes) return Error{"expression.size", "", Severity::error, {{"limit", sourceBytes}}};
    if (!text::isUtf8(source)) return Error{"expression.encoding"};
    return Lexer(source).run();
}

} // namespace ekey::expression
