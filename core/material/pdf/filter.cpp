#include "core/material/pdf/filter.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace ekey::material::pdf {
namespace {

constexpr std::int64_t columnsMost = 1 << 16;

std::optional<std::string> inflated(const std::string& data, Budget& budget)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return std::nullopt;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data())); // zlib does not write there
    stream.avail_in = static_cast<uInt>(data.size());
    std::string out;
    std::array<char, 16384> buffer;
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        state = inflate(&stream, Z_NO_FLUSH);
        const std::size_t made = buffer.size() - stream.avail_out;
        if (!budget.spend(made)) {
            state = Z_BUF_ERROR;
            break;
        }
        out.append(buffer.data(), made);
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END) return std::nullopt;
    return out;
}

/// ISO/IEC 15948, 9.4
int paeth(int left, int up, int corner)
{
    const int guess = left + up - corner;
    const int toLeft = std::abs(guess - left), toUp = std::abs(guess - up), toCorner = std::abs(guess - corner);
    if (toLeft <= toUp && toLeft <= toCorner) return left;
    return toUp <= toCorner ? up : corner;
}

/// Rows of one filter byte and `columns` bytes, each one component of 8 bits.
std::optional<std::string> unpredicted(const std::string& data, std::size_t columns)
{
    std::string out, row(columns, '\0'), above(columns, '\0');
    if (data.size() % (columns + 1) != 0) return std::nullopt;
    for (std::size_t at = 0; at < data.size(); at += columns + 1) {
        const char filter = data[at];
        if (filter < 0 || filter > 4) return std::nullopt;
        int left = 0, corner = 0;
        for (std::size_t i = 0; i < columns; ++i) {
            const int up = static_cast<unsigned char>(above[i]);
            const int guesses[] = {0, left, up, (left + up) / 2, paeth(left, up, corner)};
            left = (static_cast<unsigned char>(data[at + 1 + i]) + guesses[static_cast<int>(filter)]) & 0xFF;
            row[i] = static_cast<char>(left);
            corner = up;
        }
        out += row;
        std::swap(row, above);
    }
    return out;
}

/// The one element of a list of one, or the thing itself.
const Object& only(const Object& object)
{
    return object.is(Object::Kind::array) && object.items.size() == 1 ? object.items[0] : object;
}

} // namespace

std::optional<std::string> decode(const Object& dictionary, std::string data, Budget& budget)
{
    if (!budget.spend(data.size())) return std::nullopt;
    const Object& filter = only(dictionary["Filter"]);
    if (filter.is(Object::Kind::null) || (filter.is(Object::Kind::array) && filter.items.empty())) return data;
    if (!filter.isName("FlateDecode")) return std::nullopt;
    std::optional<std::string> out = inflated(data, budget);
    if (!out) return std::nullopt;

    const Object& parameters = only(dictionary["DecodeParms"]);
    const auto number = [&parameters](std::string_view key) { return parameters[key].integer().value_or(1); };
    if (number("Predictor") == 1) return out;
    const std::int64_t columns = number("Columns");
    const bool bytes = number("Colors") == 1 && parameters["BitsPerComponent"].integer().value_or(8) == 8;
    if (number("Predictor") < 10 || !bytes || columns < 1 || columns > columnsMost) return std::nullopt;
    return unpredicted(*out, static_cast<std::size_t>(columns));
}

} // namespace ekey::material::pdf
