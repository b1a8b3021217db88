#include "core/identifier/identifier.h"

#include <gtest/gtest.h>

using namespace ekey;

namespace {

std::string normal(std::string_view text)
{
    const auto checked = identifier::personName(text);
    return checked.errors.empty() ? checked.normalized : toJson(checked.errors)[0].value("code", "");
}

std::string characterOf(std::string_view text)
{
    const auto errors = identifier::personName(text).errors;
    return errors.empty() ? "" : errors[0].code + " " + errors[0].params.value("character", "");
}

} // namespace

TEST(personName, namesOfPeople_pass)
{
    for (const char* name : {"张三", "欧阳修", "阿卜杜拉·买买提", "\U00020BB7野家", "\U000304FF", "王\u4DAE", "李〇",
                             "Mary Ann O'Neil-Smith", "José Müller", "Nguyễn Văn Anh", "J. R. R. Tolkien",
                             "Jean-Luc J.-P. Dupont", "Smith Jr.", "Jose\u0301 Nunez"}) {
        EXPECT_EQ(normal(name), name);
    }
}

TEST(personName, blank_isNoError) { EXPECT_EQ(normal(" \u3000"), ""); }

TEST(personName, habitsOfTyping_areSmoothed)
{
    EXPECT_EQ(normal(" 张　三 "), "张三");
    EXPECT_EQ(normal("阿卜杜拉•买买提"), "阿卜杜拉·买买提");
    EXPECT_EQ(normal("阿卜杜拉 ・ 买买提"), "阿卜杜拉·买买提");
    EXPECT_EQ(normal("阿卜杜拉．买买提"), "阿卜杜拉·买买提");
    EXPECT_EQ(normal("Ｍａｒｙ   Ｌｉ"), "Mary Li");
    EXPECT_EQ(normal("O’Neil"), "O'Neil");
    EXPECT_EQ(normal("张\u200B三\u202E"), "张三");
}

TEST(personName, foreignCharacter_isNamed)
{
    EXPECT_EQ(characterOf("张三1"), "name.character 1");
    EXPECT_EQ(characterOf("张三（经理）"), "name.character (");
    EXPECT_EQ(characterOf("张\u0007三"), "name.character U+0007");
    EXPECT_EQ(characterOf("张\uE863"), "name.character U+E863");
    EXPECT_EQ(characterOf("\u2F08"), "name.character \u2F08"); // a radical that only looks like 人
    EXPECT_EQ(characterOf("<b>x"), "name.character <");
    EXPECT_EQ(characterOf("张三😀"), "name.character 😀");
}

TEST(personName, separatorWithoutANameAroundIt_isRefused)
{
    for (const char* name : {"·", "张三·", "·张三", "张··三", "-Li", "Li-", "..", "张三."}) {
        EXPECT_EQ(normal(name), "name.character") << name;
    }
}

TEST(personName, lengthAtTheLimit_passes_oneMoreIsRefused)
{
    std::string name;
    for (int i = 0; i < 50; ++i) {
        name += "\U00020BB7";
    }
    EXPECT_EQ(normal(name), name);
    EXPECT_EQ(normal(name + "张"), "name.length");
}

TEST(personName, checkOfItsOwnOutput_changesNothing)
{
    for (const char* name : {" 张　三 ", "阿卜杜拉 ．买买提", "Ｍａｒｙ   Ｌｉ"}) {
        EXPECT_EQ(normal(normal(name)), normal(name));
    }
}

TEST(personName, mask_keepsTheFirstCharacter)
{
    const auto masked = [](const char* name) { return identifier::personName(name).masked; };
    EXPECT_EQ(masked("张三"), "张*");
    EXPECT_EQ(masked("欧阳修"), "欧**");
    EXPECT_EQ(masked("\U00020BB7野家"), "\U00020BB7**");
    EXPECT_EQ(masked("阿卜杜拉·买买提"), "阿***");
    EXPECT_EQ(masked("Mary Li"), "M***");
    EXPECT_EQ(masked("丁"), "*");
    EXPECT_EQ(masked("张三1"), "");
}
