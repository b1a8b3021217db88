#include "tests/unit/core/rules/expression/told.h"

namespace ekey {
namespace {

TEST(conversions, int_takesWholeTextsAndCutsDoubles)
{
    EXPECT_EQ(told("int('-0')"), "int 0");
    EXPECT_EQ(told("int('+7')"), "int 7");
    EXPECT_EQ(told("int('9223372036854775807')"), "int 9223372036854775807");
    EXPECT_EQ(told("int('-9223372036854775808')"), "int -9223372036854775808");
    EXPECT_EQ(told("int(-3.9)"), "int -3");
    EXPECT_EQ(told("int(9.2e18)"), "int 9200000000000000000");
    for (const char* bad : {"int('9223372036854775808')", "int('-9223372036854775809')", "int('')", "int('-')",
                            "int(' 1')", "int('1.0')", "int('0x1')", "int(1e19)", "int(9223372036854775807.0)",
                            "int(-9223372036854775808.0)", "int(0.0 / 0.0)", "int(1.0 / 0.0)"}) {
        EXPECT_EQ(told(bad), "conversion") << bad;
    }
}

TEST(conversions, double_takesWhatALiteralMayBe)
{
    EXPECT_EQ(told("double('1e3')"), "double 1000");
    EXPECT_EQ(told("double('-.5')"), "double -0.5");
    EXPECT_EQ(told("double('-0.0')"), "double -0.0");
    EXPECT_EQ(told("double('NaN')"), "double \"NaN\"");
    EXPECT_EQ(told("double('-Infinity')"), "double \"-Infinity\"");
    EXPECT_EQ(told("double(9223372036854775807) == 9223372036854775808.0"), "bool true");
    for (const char* bad : {"double('')", "double('.')", "double('1e')", "double('0x1p3')", "double(' 1')",
                            "double('nan')", "double('1,5')"}) {
        EXPECT_EQ(told(bad), "conversion") << bad;
    }
}

TEST(conversions, string_isWhatALiteralIs)
{
    EXPECT_EQ(told("string(-5) + string(true) + string('x')"), "string \"-5truex\"");
    EXPECT_EQ(told("string(1e21)"), "string \"1e+21\"");
    EXPECT_EQ(told("string(2.0)"), "string \"2\"");
    EXPECT_EQ(told("string(0.1)"), "string \"0.1\"");
    EXPECT_EQ(told("string(1.0 / 0.0) + string(-1.0 / 0.0) + string(0.0 / 0.0)"), "string \"+Inf-InfNaN\"");
    EXPECT_EQ(told("string(null)"), "blank: no_overload");
    EXPECT_EQ(told("string([])"), "no_overload");
}

TEST(conversions, bool_takesTheWordsOfCel)
{
    for (const char* yes : {"'1'", "'t'", "'true'", "'True'", "'TRUE'", "true"}) {
        EXPECT_EQ(told("bool(" + std::string(yes) + ")"), "bool true") << yes;
    }
    for (const char* no : {"'0'", "'f'", "'false'", "'False'", "'FALSE'", "false"}) {
        EXPECT_EQ(told("bool(" + std::string(no) + ")"), "bool false") << no;
    }
    EXPECT_EQ(told("bool('tRUE')"), "conversion");
    EXPECT_EQ(told("bool(1)"), "no_overload");
}

TEST(conversions, type_namesItsValuesType)
{
    EXPECT_EQ(told("[null, true, 1, 1.0, '', [], {}, int].map(x, type(x))"),
              R"(list ["null_type","bool","int","double","string","list","map","type"])");
    EXPECT_EQ(told("type(1) == int && type(1.0) != int"), "bool true");
}

} // namespace
} // namespace ekey
