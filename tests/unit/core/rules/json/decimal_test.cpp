#include "core/json/decimal.h"
#include "core/json/number.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

namespace ekey::json {
namespace {

// What is compared with is the C library's own conversion, which is exact.
void expectAsLibrary(const std::string& text)
{
    char* end = nullptr;
    const double expected = std::strtod(text.c_str(), &end);
    std::size_t length = 0;
    EXPECT_EQ(std::bit_cast<std::uint64_t>(expected), std::bit_cast<std::uint64_t>(toDouble(text, &length))) << text;
    EXPECT_EQ(static_cast<std::size_t>(end - text.c_str()), length) << text;
}

double anyDouble(std::mt19937_64& random)
{
    double value = 0;
    do {
        value = std::bit_cast<double>(random() >> 1);
    } while (!std::isfinite(value) || value == 0);
    return value;
}

TEST(toDouble, texts_areReadAsTheLibraryReadsThem)
{
    for (const char* text : {"0",
                             "-0",
                             "0.0",
                             "00012",
                             "1",
                             "-1",
                             "0.1",
                             ".5",
                             "5.",
                             "1e5",
                             "1E+5",
                             "1e-5",
                             "1e",
                             "1e+",
                             "1.5x",
                             "x",
                             "",
                             "+",
                             "-",
                             ".",
                             "9007199254740993",
                             "9007199254740992.99999999999999999",
                             "123456789012345678901234567890",
                             "1e22",
                             "1e23",
                             "1e400",
                             "-1e400",
                             "1e-400",
                             "1e309",
                             "1e-324",
                             "2.4703282292062327e-324",
                             "2.4703282292062328e-324",
                             "4.9e-324",
                             "2.2250738585072011e-308",
                             "2.2250738585072014e-308",
                             "1.7976931348623157e308",
                             "1.7976931348623158e308",
                             "1.7976931348623159e308",
                             "1e99999999999999",
                             "1e-99999999999999",
                             "0e99999999999999",
                             "0.000000000000000000000000000000000000000000001e45"}) {
        expectAsLibrary(text);
    }
}

TEST(toDouble, randomTexts_areReadAsTheLibraryReadsThem)
{
    std::mt19937_64 random(1);
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto digits = random() % 24; digits-- > 0;) {
            text += static_cast<char>('0' + random() % 10);
        }
        text += "." + std::to_string(random() % 1'000'000);
        if (random() % 2) text += "e" + std::to_string(static_cast<int>(random() % 700) - 350);
        expectAsLibrary(text);
    }
}

// Exactly between two doubles, and the smallest step to either side: up to 1,075 digits, of which every one counts.
TEST(toDouble, middlesOfTwoDoubles_goToTheEvenOneAndAnythingMoreDecides)
{
    std::mt19937_64 random(2);
    for (int i = 0; i < 300; ++i) {
        const double low = i < 100 ? std::bit_cast<double>(random() >> 13) : anyDouble(random);
        const double high = std::nextafter(low, std::numeric_limits<double>::infinity());
        if (!std::isfinite(high) || !std::isfinite(low)) continue;
        char middle[1500];
        std::snprintf(middle, sizeof middle, "%.1100Le",
                      (static_cast<long double>(low) + static_cast<long double>(high)) / 2);
        std::string text = middle;
        expectAsLibrary(text);
        const std::size_t mark = text.find('e');
        expectAsLibrary(text.substr(0, mark) + "1" + text.substr(mark));
        std::size_t last = text.find_last_not_of('0', mark - 1);
        if (text[last] != '.') {
            --text[last];
            expectAsLibrary(text.substr(0, last + 1) + "999" + text.substr(mark));
        }
    }
}

TEST(toDouble, digitsAtTheLimitAndBeyond_allCount)
{
    for (const std::size_t zeros : {780, 798, 799, 800, 801, 5000}) {
        expectAsLibrary("1" + std::string(zeros, '0'));
        expectAsLibrary("0." + std::string(zeros, '0') + "1");
        expectAsLibrary("9007199254740993." + std::string(zeros, '0') + "1"); // beyond the middle by a hair
        expectAsLibrary("0." + std::string(zeros, '9') + "e-320");
        expectAsLibrary(std::string(zeros, '9') + "e-" + std::to_string(zeros + 330));
    }
}

TEST(Expansion, everyPrecision_isRoundedAsTheLibraryRounds)
{
    std::mt19937_64 random(3);
    for (int i = 0; i < 3'000; ++i) {
        const double value = i % 3 == 0 ? static_cast<double>(random() % 1'000'000) / 64 + 0.5 : anyDouble(random);
        const Expansion expansion(value);
        for (int precision = 1; precision <= digitsMost; ++precision) {
            const Decimal decimal = expansion.rounded(precision);
            char text[64];
            std::snprintf(text, sizeof text, "%.*e", precision - 1, value);
            EXPECT_EQ(std::strtod(text, nullptr), toDouble(decimal)) << text;
        }
    }
}

TEST(Expansion, limitsOfDoubles_areWrittenInFull)
{
    EXPECT_EQ("5e-324", numberText(5e-324));
    EXPECT_EQ("2.2250738585072014e-308", numberText(std::numeric_limits<double>::min()));
    EXPECT_EQ("1.7976931348623157e+308", numberText(std::numeric_limits<double>::max()));
}

TEST(numberText, readBack_isTheSameDouble)
{
    std::mt19937_64 random(4);
    for (int i = 0; i < 2'000; ++i) {
        const double value = anyDouble(random);
        EXPECT_EQ(value, toDouble(numberText(value)));
    }
}

} // namespace
} // namespace ekey::json
