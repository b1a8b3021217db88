// What nlohmann's reader and the standard library's conversions call; without these, the C library's come along, with
// arithmetic in 128 bits that nothing else needs.
#include "core/json/decimal.h"

#include <cstdlib>

extern "C" {

double strtod(const char* text, char** end)
{
    std::size_t length = 0;
    const double value = ekey::json::toDouble(text, &length);
    if (end) {
        *end = const_cast<char*>(text) + length;
    }
    return value;
}

float strtof(const char* text, char** end) { return static_cast<float>(strtod(text, end)); }
long double strtold(const char* text, char** end) { return strtod(text, end); }

} // extern "C"
