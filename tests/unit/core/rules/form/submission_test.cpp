#include "core/form/submission.h"

#include "core/json/canonical.h"

#include <gtest/gtest.h>

using namespace ekey;

namespace {

const std::string digest(64, 'a');

form::Submission sample()
{
    form::Submission submission;
    submission.audience = "https://portal.example";
    submission.filing = "F1";
    submission.nonce = "N1";
    submission.form = {"renewal", 1, digest};
    submission.materials = {{"businessLicence", "营业执照.jpg", "image/jpeg", 5, digest, digest}};
    submission.answers = {{"authorisedUser", {{"mobile", "13800138000"}}}};
    return submission;
}

std::string codeOf(const json::Value& document)
{
    const auto read = form::readSubmission(json::canonical(document));
    return read ? "" : read.error().code + " " + read.error().pointer;
}

json::Value document() { return *json::read(form::canonical(sample())); }

} // namespace

TEST(form_submission, canonicalText_isExactlyThis)
{
    EXPECT_EQ(
        form::canonical(sample()),
        R"({"answers":{"authorisedUser":{"mobile":"13800138000"}},"audience":"https://portal.example",)"
        R"("filing":"F1","form":{"id":"renewal","sm3":")" +
            digest +
            R"(","version":1},"materials":[{"bytes":5,"item":"businessLicence","name":"营业执照.jpg","sha256":")" +
            digest + R"(","sm3":")" + digest + R"(","type":"image/jpeg"}],"nonce":"N1"})");
}

TEST(form_submission, writtenOne_isReadBackUnchanged)
{
    const auto read = form::readSubmission(form::canonical(sample()));

    ASSERT_TRUE(read);
    EXPECT_EQ(read->audience, "https://portal.example");
    EXPECT_EQ(read->form, sample().form);
    EXPECT_EQ(read->materials, sample().materials);
    EXPECT_EQ(form::canonical(*read), form::canonical(sample()));
}

TEST(form_submission, anotherSpelling_isRefused)
{
    const auto read = form::readSubmission(" " + form::canonical(sample()));

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "json.not_canonical");
}

TEST(form_submission, missingOrUnknownMember_isRefused)
{
    for (const char* member : {"answers", "audience", "filing", "form", "materials", "nonce"}) {
        json::Value without = document();
        without.erase(member);
        EXPECT_EQ(codeOf(without), std::string("member.missing /") + member);
    }
    json::Value extra = document();
    extra["extra"] = 1;
    EXPECT_EQ(codeOf(extra), "member.unknown /extra");
    extra = document();
    extra["form"]["extra"] = 1;
    EXPECT_EQ(codeOf(extra), "member.unknown /form/extra");
    extra = document();
    extra["materials"][0]["extra"] = 1;
    EXPECT_EQ(codeOf(extra), "member.unknown /materials/0/extra");
}

TEST(form_submission, badManifestLine_isRefusedWithItsPlace)
{
    const auto with = [](const char* member, const json::Value& value) {
        json::Value changed = document();
        changed["materials"][0][member] = value;
        return codeOf(changed);
    };

    EXPECT_EQ(with("name", ""), "material.name /materials/0/name");
    EXPECT_EQ(with("name", "a\nb"), "material.name /materials/0/name");
    EXPECT_EQ(with("name", std::string(255, 'n')), "");
    EXPECT_EQ(with("name", std::string(256, 'n')), "member.length /materials/0/name");
    EXPECT_EQ(with("bytes", -1), "member.range /materials/0/bytes");
    EXPECT_EQ(with("sm3", std::string(64, 'A')), "material.digest /materials/0/sm3");
    EXPECT_EQ(with("sha256", std::string(63, 'a')), "material.digest /materials/0/sha256");
}

TEST(form_submission, materialsAtTheLimit_areRead_oneMoreIsRefused)
{
    form::Submission submission = sample();
    submission.materials.assign(form::submissionMaterials, submission.materials.front());
    EXPECT_TRUE(form::readSubmission(form::canonical(submission)));

    submission.materials.push_back(submission.materials.front());
    EXPECT_EQ(form::readSubmission(form::canonical(submission)).error().code, "member.length");
}

TEST(form_submission, sizeAtTheLimit_isRead_oneMoreIsRefused)
{
    form::Submission submission = sample();
    submission.answers["long"] = "";
    const std::size_t rest = form::submissionBytes - form::canonical(submission).size();
    submission.answers["long"] = std::string(rest, 'x');
    EXPECT_TRUE(form::readSubmission(form::canonical(submission)));

    submission.answers["long"] = std::string(rest + 1, 'x');
    EXPECT_EQ(form::readSubmission(form::canonical(submission)).error().code, "json.size");
}
