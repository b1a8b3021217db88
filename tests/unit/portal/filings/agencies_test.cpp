#include "portal/filings/agencies.h"

#include "portal/refused.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::portal::filings {
namespace {

TEST(Agencies, suggested_isTheNarrowestDivisionOfTheCode)
{
    const Agencies agencies = Agencies::read(EKEY_SOURCE_DIR "/forms");
    EXPECT_EQ(agencies.fact().size(), 37U);
    EXPECT_EQ(agencies.suggested("91120000PDY00001X7"), "12");
    EXPECT_EQ(agencies.suggested("91440300PDY000036X"), "4403") << "a city with planning status of its own";
    EXPECT_EQ(agencies.suggested("91440100PDY0000283"), "44");
    EXPECT_EQ(agencies.suggested("91100000PDY0000283"), "") << "registered nationally";
    EXPECT_EQ(agencies.suggested(""), "");
    EXPECT_EQ(agencies.suggested("9112"), "");
}

TEST(Agencies, aListThatIsNone_isRefused)
{
    const test::TempFolder folder;
    const auto codeOf = [&folder]() -> std::string {
        try {
            Agencies::read(folder.path().string());
        } catch (const Refused& refused) {
            return refused.errors.front().code;
        }
        return {};
    };
    EXPECT_EQ(codeOf(), "form.file");
    for (const char* text : {"", "[]", "{}", R"({"agencies":[{}]})", R"({"agencies":[{"value":7}]})"}) {
        test::writeFile(folder / "agencies.json", text);
        EXPECT_EQ(codeOf(), "agencies.malformed") << text;
    }
}

} // namespace
} // namespace ekey::portal::filings
