#include "core/form/submission.h"

#include "core/form/limits.h"
#include "core/json/canonical.h"
#include "core/json/members.h"

namespace ekey::form {
namespace {

// Bytes. Whether an audience, a filing or a nonce is the right one is for the portal to say.
constexpr std::size_t audienceBytes = 300;
constexpr std::size_t filingBytes = 100;
constexpr std::size_t nonceBytes = 200;
constexpr std::size_t pointerBytes = 600;

} // namespace

json::Value toJson(const std::vector<Confirmation>& confirmed)
{
    json::Value list = json::Value::array();
    for (const Confirmation& one : confirmed) {
        list.push_back({{"pointer", one.pointer}, {"code", one.code}});
    }
    return list;
}

Result<std::vector<Confirmation>> readConfirmations(const json::Value& array, const std::string& pointer)
{
    std::vector<Confirmation> confirmed;
    for (const json::Value& entry : array) {
        json::Members in(entry, pointer + "/" + std::to_string(confirmed.size()));
        Confirmation one{in.text("pointer", pointerBytes), in.text("code", codeBytes)};
        if (auto error = in.finish()) return *std::move(error);
        confirmed.push_back(std::move(one));
    }
    return confirmed;
}

std::string canonical(const Submission& submission)
{
    json::Value materials = json::Value::array();
    for (const material::Entry& entry : submission.materials) {
        materials.push_back(material::toJson(entry));
    }
    json::Value document = {{"audience", submission.audience},   {"filing", submission.filing},
                            {"nonce", submission.nonce},         {"form", toJson(submission.form)},
                            {"materials", std::move(materials)}, {"answers", submission.answers}};
    if (!submission.confirmed.empty()) document["confirmed"] = toJson(submission.confirmed);
    return json::canonical(document);
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
    const json::Value* confirmed = in.optionalArray("confirmed", confirmationsMost);
    if (auto error = in.finish()) return *error;

    Result<FormReference> reference = readReference(form, "/form");
    if (!reference) return reference.error();
    submission.form = *std::move(reference);
    if (confirmed) {
        Result<std::vector<Confirmation>> list = readConfirmations(*confirmed, "/confirmed");
        if (!list) return list.error();
        submission.confirmed = *std::move(list);
        if (submission.confirmed.empty())
            return Error{"member.unknown", "/confirmed", Severity::error, {{"member", "confirmed"}}};
    }

    for (const json::Value& value : materials) {
        Result<material::Entry> entry =
            material::readEntry(value, "/materials/" + std::to_string(submission.materials.size()));
        if (!entry) return entry.error();
        submission.materials.push_back(*std::move(entry));
    }
    return submission;
}

} // namespace ekey::form
