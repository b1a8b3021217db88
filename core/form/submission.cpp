#include "core/form/submission.h"

#include "core/json/canonical.h"
#include "core/json/members.h"

#include <limits>

namespace ekey::form {
namespace {

// Bytes. Whether an audience, a filing or a nonce is the right one is for the portal to say.
constexpr std::size_t audienceBytes = 300;
constexpr std::size_t filingBytes = 100;
constexpr std::size_t nonceBytes = 200;
constexpr std::size_t formIdBytes = 40;
constexpr std::size_t digestBytes = 64;
constexpr std::int64_t referencedVersionMost = std::numeric_limits<std::int32_t>::max();

} // namespace

std::string canonical(const Submission& submission)
{
    json::Value materials = json::Value::array();
    for (const material::Entry& entry : submission.materials) {
        materials.push_back(material::toJson(entry));
    }
    return json::canonical({{"audience", submission.audience},
                            {"filing", submission.filing},
                            {"nonce", submission.nonce},
                            {"form", toJson(submission.form)},
                            {"materials", std::move(materials)},
                            {"answers", submission.answers}});
}

Result<Submission> readSubmission(std::string_view text)
{
    json::Limits limits;
    limits.bytes = submissionBytes;
    const Result<json::Value> document = json::readCanonical(text, limits);
    if (!document) return document.error();

    Submission submission;
    json::Members in(*document);
    submission.audience = in.text("audience", audienceBytes);
    submission.filing = in.text("filing", filingBytes);
    submission.nonce = in.text("nonce", nonceBytes);
    submission.answers = in.object("answers");
    const json::Value& form = in.object("form");
    const json::Value& materials = in.array("materials", submissionMaterials);
    if (auto error = in.finish()) return *error;

    json::Members reference(form, "/form");
    submission.form.id = reference.text("id", formIdBytes);
    submission.form.version = reference.integer("version", 1, referencedVersionMost);
    submission.form.sm3 = reference.text("sm3", digestBytes);
    if (auto error = reference.finish()) return *error;

    for (const json::Value& value : materials) {
        Result<material::Entry> entry =
            material::readEntry(value, "/materials/" + std::to_string(submission.materials.size()));
        if (!entry) return entry.error();
        submission.materials.push_back(*std::move(entry));
    }
    return submission;
}

} // namespace ekey::form
