#include "portal/http/router.h"

#include <gtest/gtest.h>

namespace ekey::portal::http {
namespace {

Router router()
{
    Router made;
    const Handler none = [](const Request&) { return Answer{}; };
    made.add({"GET", "/filings/{filing}", {}, {}, 0, {}, none});
    made.add({"PUT", "/filings/{filing}/materials/{item}", {}, {}, 0, {}, none});
    return made;
}

TEST(Router, match_givesWhatStoodInThePlaces)
{
    const Router made = router();
    const auto match = made.match("PUT", "/filings/f1/materials/m1");
    ASSERT_NE(match.route, nullptr);
    EXPECT_EQ(match.parameters, (std::vector<std::string>{"f1", "m1"}));
}

TEST(Router, match_otherMethodKnowsThePath)
{
    const Router made = router();
    const auto match = made.match("DELETE", "/filings/f1");
    EXPECT_EQ(match.route, nullptr);
    EXPECT_TRUE(match.pathKnown);
}

TEST(Router, match_emptyOrMissingOrExcessSegmentIsUnknown)
{
    const Router made = router();
    for (const char* path : {"/filings/", "/filings", "/filings/f1/", "/filings//materials/m1", "/", "/x/f1"}) {
        EXPECT_FALSE(made.match("GET", path).pathKnown) << path;
    }
}

} // namespace
} // namespace ekey::portal::http
