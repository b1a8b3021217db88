#include "portal/http/structured_fields.h"

#include <gtest/gtest.h>

namespace ekey::portal::http {
namespace {

TEST(StructuredFields, readCount_upToFifteenDigits)
{
    EXPECT_EQ(readCount("0"), 0);
    EXPECT_EQ(readCount(" 42\t"), 42);
    EXPECT_EQ(readCount("999999999999999"), 999'999'999'999'999);
    for (const char* broken : {"", " ", "1000000000000000", "-1", "+1", "1.0", "1;a=b", "1, 2", "0x1", "1 2", "?1"}) {
        EXPECT_FALSE(readCount(broken)) << broken;
    }
}

TEST(StructuredFields, readBoolean_nothingElse)
{
    EXPECT_EQ(readBoolean("?1"), true);
    EXPECT_EQ(readBoolean(" ?0 "), false);
    for (const char* broken : {"", "?", "?2", "1", "true", "?1?1", "?1, ?0"}) {
        EXPECT_FALSE(readBoolean(broken)) << broken;
    }
}

TEST(StructuredFields, readSha256_amongOthers)
{
    // RFC 9530 appendix B.1: {"hello": "world"} and a line feed.
    const std::string hello = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
    const auto digest = readSha256(hello);
    ASSERT_TRUE(digest);
    EXPECT_EQ(digest::hex(*digest), digest::hex(digest::sha256("{\"hello\": \"world\"}\n")));
    EXPECT_EQ(readSha256("sha-512=:AA==:, " + hello), digest);
    EXPECT_EQ(readSha256(hello + " ,md5=:AA==:"), digest);
}

TEST(StructuredFields, readSha256_whatIsBrokenIsNone)
{
    for (const char* broken : {"", "sha-256", "sha-256=", "sha-256=::", "sha-256=:RK/0:",
                               "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg:",
                               "sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=", "sha-512=:AA==:", ",",
                               "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:;a",
                               "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:, sha-256=:AA==:"}) {
        EXPECT_FALSE(readSha256(broken)) << broken;
    }
}

} // namespace
} // namespace ekey::portal::http
