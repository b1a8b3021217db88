#include "core/material/material.h"

#include <gtest/gtest.h>

using namespace ekey;

TEST(material_name, ordinaryNames_areTaken)
{
    EXPECT_TRUE(material::isName("a"));
    EXPECT_TRUE(material::isName("营业执照 (1).pdf"));
}

TEST(material_name, atItsLimitAndOnePast)
{
    EXPECT_TRUE(material::isName(std::string(material::nameBytes, 'a')));
    EXPECT_FALSE(material::isName(std::string(material::nameBytes + 1, 'a')));
    EXPECT_FALSE(material::isName(""));
}

TEST(material_name, controlsAndBrokenUtf8_areRefused)
{
    for (const char* name : {"a\nb", "a\x7f", "a\xC2\x80", "a\xC2\x9F", "\xC2", "\xFF.pdf"}) {
        EXPECT_FALSE(material::isName(name)) << name;
    }
    EXPECT_TRUE(material::isName("a\xC2\xA0")); // past C1: a no-break space
}
