#include "core/identifier/identifier.h"

#include <gtest/gtest.h>

using namespace ekey;

TEST(identifier_find, everyNamedCheck_isTheFunctionOfThatName)
{
    EXPECT_EQ(identifier::find("uscc"), &identifier::uscc);
    EXPECT_EQ(identifier::find("mobile"), &identifier::mobile);
    EXPECT_EQ(identifier::find("email"), &identifier::email);
    EXPECT_EQ(identifier::find("personName"), &identifier::personName);
}

TEST(identifier_find, anyOtherWord_isNone)
{
    for (const char* name : {"", "USCC", "uscc ", "telephone"}) {
        EXPECT_EQ(identifier::find(name), nullptr) << name;
    }
}
