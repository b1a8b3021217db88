#include "core/form/draft.h"

#include "core/form/submission.h"
#include "core/json/members.h"
#include "core/json/pointer.h"

namespace ekey::form {
namespace {

Error unfit(const Error& reason, const std::string& pointer)
{
    json::Value params = reason.params;
    params["reason"] = reason.code;
    return {"draft.unfit", pointer, Severity::error, std::move(params)};
}

/// Both patterns are the same up to and including their last "*": Definition says so.
void move(json::Value& document, std::string_view from, std::string_view to)
{
    const std::size_t star = from.find("/*");
    if (star == std::string_view::npos) {
        const json::Value* found = json::find(document, from);
        if (!found) return;
        json::Value value = *found;
        json::erase(document, from);
        json::put(document, to, std::move(value));
        return;
    }
    // The array is in `document`, which is ours to change.
    auto* list = const_cast<json::Value*>(json::find(document, from.substr(0, star)));
    if (!list || !list->is_array()) return;
    for (json::Value& instance : *list) {
        move(instance, from.substr(star + 2), to.substr(star + 2));
    }
}

void confirm(Places& places, const std::vector<Confirmation>& confirmed, Errors& errors)
{
    for (const Confirmation& one : confirmed) {
        const Places::Found found = places.find(one.pointer);
        if (found.place && !found.instance) {
            places.state(found.place).confirm(one.code);
        } else {
            errors.push_back(unfit({"answer.unknown_item"}, one.pointer));
        }
    }
}

} // namespace

Errors readDraft(const json::Value& draft, Places& places)
{
    const Definition& definition = places.definition;
    json::Members in(draft, "/draft");
    const json::Value& form = in.object("form");
    json::Value answers = in.object("answers");
    const json::Value& lines = in.array("materials", submissionMaterials);
    const json::Value* confirmed = in.optionalArray("confirmed", confirmationsMost);
    if (auto error = in.finish()) return {*std::move(error)};
    const Result<FormReference> begun = readReference(form, "/draft/form");
    if (!begun) return {begun.error()};
    if (begun->id != definition.id) return {{"draft.form", "/draft/form/id", Severity::error, {{"found", begun->id}}}};
    if (begun->version > definition.version) {
        return {{"draft.newer",
                 "/draft/form/version",
                 Severity::error,
                 {{"found", begun->version}, {"version", definition.version}}}};
    }
    for (const Rename& rename : definition.renames) {
        if (begun->version < rename.before) move(answers, rename.from, rename.to);
    }

    Errors errors;
    AnswerReader reader(places);
    for (const Error& reason : reader.read(answers)) {
        errors.push_back(unfit(reason, "/draft/answers" + reason.pointer));
    }
    std::vector<material::Entry> materials;
    for (const json::Value& line : lines) {
        Result<material::Entry> entry =
            material::readEntry(line, "/draft/materials/" + std::to_string(materials.size()));
        if (!entry) return {entry.error()};
        materials.push_back(*std::move(entry));
    }
    for (const Error& reason : reader.read(materials)) {
        errors.push_back(unfit(reason, "/draft" + reason.pointer));
    }
    if (confirmed) {
        const Result<std::vector<Confirmation>> list = readConfirmations(*confirmed, "/draft/confirmed");
        if (!list) return {list.error()};
        confirm(places, *list, errors);
    }
    return errors;
}

} // namespace ekey::form
