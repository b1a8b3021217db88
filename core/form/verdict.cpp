// check(): the portal's side of a form.
#include "core/form/session.h"
#include "core/json/members.h"
#include "core/json/pointer.h"

#include <algorithm>

namespace ekey::form {
namespace {

constexpr std::size_t unknownReported = 20; // a hostile document could hold a hundred thousand

class Verdict {
public:
    Verdict(const Definition& form, const json::Value& facts, const Submission& sent,
            const std::shared_ptr<const Definition>& shared)
        : definition(form), submission(sent), session(shared, facts, asDraft(form, sent)), broken(session.validate())
    {}

    Errors errors()
    {
        Errors all;
        for (const Item& item : definition.items) {
            std::optional<Error> error = item.type == ItemType::material ? material(item) : text(item);
            if (!error) error = rule(item);
            if (error) all.push_back(*std::move(error));
        }
        unknownMaterials();
        unknownAnswers(submission.answers, {});
        all.insert(all.end(), unknown.begin(), unknown.end());
        return all;
    }

private:
    /// A prefilled answer that is absent was emptied by the applicant, so the facts must not fill it again.
    static json::Value asDraft(const Definition& form, const Submission& sent)
    {
        json::Value answers = sent.answers, materials = json::Value::array();
        for (const Item& item : form.items) {
            if (!item.prefill.empty() && !json::find(answers, item.pointer)) json::put(answers, item.pointer, "");
        }
        for (const material::Entry& entry : sent.materials) {
            materials.push_back(material::toJson(entry));
        }
        return {{"answers", std::move(answers)}, {"materials", std::move(materials)}};
    }

    std::optional<Error> text(const Item& item) const
    {
        const json::Value* given = json::find(submission.answers, item.pointer);
        const json::Value* own = json::find(session.answers(), item.pointer);
        const bool equal = given && own ? *given == *own : given == own;
        if (equal) return std::nullopt;
        if (item.readonly) return Error{"answer.readonly", item.pointer};
        if (given && !given->is_string())
            return Error{"answer.type", item.pointer, Severity::error, {{"expected", "string"}}};
        return Error{"answer.not_normalized", item.pointer};
    }

    std::optional<Error> material(const Item& item) const
    {
        const auto count = std::count_if(submission.materials.begin(), submission.materials.end(),
                                         [&item](const material::Entry& entry) { return entry.item == item.id; });
        return count > 1 ? std::optional(Error{"material.duplicate", item.pointer}) : std::nullopt;
    }

    std::optional<Error> rule(const Item& item) const
    {
        const auto found =
            std::find_if(broken.begin(), broken.end(), [&item](const Error& e) { return e.pointer == item.pointer; });
        return found == broken.end() ? std::nullopt : std::optional(*found);
    }

    void unknownMaterials()
    {
        for (const material::Entry& entry : submission.materials) {
            const std::string pointer = json::pointerTo("/materials", entry.item);
            if (!definition.find(pointer)) refuse("answer.unknown_item", pointer);
        }
    }

    /// Everything in the answers is an item's answer, or a group with something in it.
    void unknownAnswers(const json::Value& group, const std::string& place)
    {
        for (const auto& [key, value] : group.items()) {
            const std::string pointer = json::pointerTo(place, key);
            const Item* item = definition.find(pointer);
            if (item && item->type == ItemType::text) continue;
            if (!value.is_object() || !isGroup(pointer)) {
                refuse("answer.unknown_item", pointer);
            } else if (value.empty()) {
                refuse("answer.not_normalized", pointer);
            } else {
                unknownAnswers(value, pointer);
            }
        }
    }

    bool isGroup(const std::string& pointer) const
    {
        return std::any_of(definition.items.begin(), definition.items.end(), [&pointer](const Item& item) {
            return item.type == ItemType::text && item.pointer.starts_with(pointer + "/");
        });
    }

    void refuse(const char* code, const std::string& pointer)
    {
        if (unknown.size() < unknownReported) unknown.push_back({code, pointer});
    }

    const Definition& definition;
    const Submission& submission;
    const Session session;
    const Errors broken;
    Errors unknown;
};

} // namespace

Errors check(const std::shared_ptr<const Definition>& definition, const json::Value& facts,
             const Submission& submission)
{
    if (submission.form != reference(*definition)) {
        return {Error{"submission.form",
                      "/form",
                      Severity::error,
                      {{"expected", definition->version}, {"found", submission.form.version}}}};
    }
    return Verdict(*definition, facts, submission, definition).errors();
}

} // namespace ekey::form
