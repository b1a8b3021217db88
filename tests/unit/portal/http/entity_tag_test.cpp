#include "portal/http/entity_tag.h"

#include "portal/refused.h"

#include <gtest/gtest.h>

namespace ekey::portal::http {
namespace {

unsigned statusOf(const char* field)
{
    Request request;
    if (field) request.fields["if-match"] = field;
    try {
        demandMatch(request, 12);
    } catch (const Refused& refused) {
        return refused.status;
    }
    return 200;
}

TEST(EntityTag, tag_isStrongAndQuoted) { EXPECT_EQ(entityTag(12), "\"12\""); }

TEST(EntityTag, match_aloneOrInAList)
{
    for (const char* field : {"\"12\"", " \"12\"\t", "\"1\", \"12\"", "\"12\",\"1\"", "W/\"1\",,\"12\""}) {
        EXPECT_EQ(statusOf(field), 200U) << field;
    }
}

TEST(EntityTag, anotherVersion_isRefused)
{
    for (const char* field :
         {"\"1\"", "\"120\"", "12", "W/\"12\"", "\"12", "'12'", "\"012\"", "\"1 2\"", ",", "*, \"1\""}) {
        EXPECT_EQ(statusOf(field), 412U) << field;
    }
}

TEST(EntityTag, whoDoesNotSayOrSaysAny_isAskedToSay)
{
    for (const char* field : {static_cast<const char*>(nullptr), "", "  ", "*"}) {
        EXPECT_EQ(statusOf(field), 428U);
    }
}

} // namespace
} // namespace ekey::portal::http
