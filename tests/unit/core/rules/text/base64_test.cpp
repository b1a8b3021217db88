#include "core/text/base64.h"

#include <gtest/gtest.h>

using namespace ekey;

// RFC 4648 §10.
TEST(text_base64, vectorsOfTheRfc_goBothWays)
{
    const std::pair<std::string_view, std::string_view> vectors[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"\xFB\xFF\xBF", "+/+/"},
    };
    for (const auto& [bytes, encoded] : vectors) {
        EXPECT_EQ(text::base64(bytes), encoded);
        const auto decoded = text::fromBase64(encoded);
        ASSERT_TRUE(decoded) << encoded;
        EXPECT_EQ(std::string(decoded->begin(), decoded->end()), bytes);
    }
}

TEST(text_base64, everyByte_goesBothWays)
{
    std::vector<std::uint8_t> bytes;
    for (int i = 0; i < 256; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(i));
    }
    EXPECT_EQ(text::fromBase64(text::base64(bytes)), bytes);
}

TEST(text_base64, anotherSpelling_isRefused)
{
    for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "=", "====", "Z===", "Zg==Zg==", "Zm9v\n", " Zm9v",
                             "Zm-_", "Zm=v", "Zm9v=", "中文"}) {
        EXPECT_FALSE(text::fromBase64(text)) << text;
    }
}
