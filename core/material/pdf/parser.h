// Reads objects from text: ISO 32000-1, 7.2 and 7.3.
#pragma once

#include "core/material/pdf/object.h"

namespace ekey::material::pdf {

inline constexpr int depthMost = 32;              ///< of arrays and dictionaries in each other
inline constexpr std::size_t itemsMost = 200'000; ///< of one object, in all

class Parser {
public:
    /// `whole`: the data ends where the text does, so that what touches its end is complete.
    explicit Parser(std::string_view text, bool whole, std::size_t at = 0) : text_(text), at_(at), whole_(whole) {}

    /// The next object, or keyword such as "obj". nullopt: there is none, or it is malformed.
    std::optional<Object> next() { return read(0); }
    /// "N G obj": the object's number and generation.
    std::optional<Object> heading();

    /// After nullopt: the text ended first, and more of it may change the answer.
    bool ended() const { return ended_; }
    std::size_t position() const { return at_; }
    void skipSpace(); ///< and comments
    /// Where a stream's bytes begin, after the word and its line's end (7.3.8.1). nullopt: the text may end within it.
    std::optional<std::int64_t> afterLine();

private:
    std::optional<Object> read(int depth);
    std::optional<Object> list(int depth, Object::Kind kind, std::string_view close);
    std::optional<Object> name();
    std::optional<Object> literal();
    std::optional<Object> hexadecimal();
    std::optional<Object> number();
    std::optional<Object> keyword();
    bool reference(Object& number);
    std::string_view regular();
    std::nullopt_t end();
    bool starts(std::string_view mark) const { return text_.substr(at_).starts_with(mark); }

    std::string_view text_;
    std::size_t at_;
    bool whole_;
    bool ended_ = false;
    std::size_t items_ = 0;
};

bool isSpace(char c);

} // namespace ekey::material::pdf
