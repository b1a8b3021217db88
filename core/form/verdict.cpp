// check(): the portal's side of a form.
#include "core/form/answer.h"
#include "core/form/answer_reader.h"
#include "core/form/recalculation.h"
#include "core/form/session.h"
#include "core/json/members.h"

#include <map>

namespace ekey::form {

class Verdict {
public:
    Verdict(const std::shared_ptr<const Definition>& definition, Facts facts, const Submission& sent)
        : submission(sent), session(definition, std::move(facts)), places(*session.places_)
    {}

    Errors run()
    {
        AnswerReader reader(places);
        Errors foreign = reader.read(submission.answers);
        for (Error& error : reader.read(submission.materials)) {
            foreign.push_back(std::move(error));
        }
        emptyWhatIsAbsent();
        for (const Confirmation& one : submission.confirmed) {
            const Places::Found found = places.find(one.pointer);
            if (found.place && !found.instance) places.state(found.place).confirm(one.code);
        }
        Recalculation(places).everything();

        compare(places.root(), 0, static_cast<ItemIndex>(places.definition.items.size()), submission.answers, "");
        if (session.confirmations(true) != submission.confirmed)
            different.push_back({"answer.not_normalized", "/confirmed"});
        return merged(std::move(foreign));
    }

private:
    /// A prefilled answer that is absent was emptied by the applicant, so the facts must not fill it again.
    void emptyWhatIsAbsent()
    {
        places.all([this](Place place) {
            const Item& item = places.definition.item(place.item);
            State& state = places.state(place);
            if (!item.holdsItems() && !item.calculate && !state.given) state.given = expression::Value();
        });
    }

    /// What was sent against what stands now.
    void compare(Instance& instance, ItemIndex first, ItemIndex end, const json::Value& sent,
                 const std::string& pointer)
    {
        for (ItemIndex index = first; index < end; index = places.definition.item(index).end) {
            const Item& item = places.definition.item(index);
            const Place place{&instance, index};
            const auto member = sent.find(item.id);
            const json::Value* given = member == sent.end() ? nullptr : &*member;
            const std::string at = json::pointerTo(pointer, item.id);
            if (item.type == ItemType::group) {
                if (given && given->is_object())
                    group(place, *given, at);
                else
                    compare(instance, index + 1, item.end, json::Value::object(), at);
            } else if (item.type == ItemType::repeat) {
                if (given && given->is_array()) repeat(place, *given, at);
            } else if (item.type != ItemType::material) {
                leaf(place, given, at);
            } else if (places.state(place).material && !places.state(place).relevant) {
                different.push_back({"answer.irrelevant", at});
            }
        }
    }

    void group(Place place, const json::Value& given, const std::string& at)
    {
        if (given.empty()) different.push_back({"answer.not_normalized", at});
        compare(*place.instance, place.item + 1, places.definition.item(place.item).end, given, at);
    }

    void repeat(Place place, const json::Value& given, const std::string& at)
    {
        const State& state = places.state(place);
        if (!state.relevant) return different.push_back({"answer.irrelevant", at});
        if (given.empty()) return different.push_back({"answer.not_normalized", at});
        if (given.size() != state.instances.size()) return; // the reader has said why
        for (std::size_t i = 0; i < given.size(); ++i) {
            if (!given[i].is_object()) continue;
            compare(*state.instances[i], place.item + 1, places.definition.item(place.item).end, given[i],
                    at + "/" + std::to_string(i));
        }
    }

    void leaf(Place place, const json::Value* given, const std::string& at)
    {
        const Item& item = places.definition.item(place.item);
        const State& state = places.state(place);
        const std::optional<json::Value> own = session.answerAt(place, true);
        if (given && own ? *given == *own : !given && !own) return;
        if (item.calculate) return different.push_back({"answer.calculated", at});
        if (state.readonly) return different.push_back({"answer.readonly", at});
        if (!state.relevant) return different.push_back({"answer.irrelevant", at});
        if (given && keep(item, *given, places.facts)) different.push_back({"answer.not_normalized", at});
    }

    /// One error a pointer, in the order of the form; what the form does not know comes last.
    Errors merged(Errors foreign)
    {
        if (foreign.empty() && different.empty()) return session.validate();
        std::map<std::string, Error> odd; // of one pointer what the reader said, else what the comparison found
        for (Errors* list : {&foreign, &different}) {
            for (Error& error : *list) {
                odd.emplace(error.pointer, error);
            }
        }
        Errors all;
        places.all([&](Place place) {
            const auto found = odd.find(places.pointer(place));
            if (found == odd.end()) {
                const Errors& rules = places.state(place).errors;
                all.insert(all.end(), rules.begin(), rules.end());
            } else {
                all.push_back(std::move(found->second));
                odd.erase(found);
            }
        });
        for (auto& [pointer, error] : odd) {
            all.push_back(std::move(error));
        }
        return all;
    }

    const Submission& submission;
    Session session;
    Places& places;
    Errors different;
};

Errors check(const std::shared_ptr<const Definition>& definition, const json::Value& facts,
             const Submission& submission)
{
    if (submission.form != reference(*definition)) {
        return {Error{"submission.form",
                      "/form",
                      Severity::error,
                      {{"expected", definition->version}, {"found", submission.form.version}}}};
    }
    Result<Facts> outside = Facts::read(facts);
    if (!outside) return {outside.error()};
    return Verdict(definition, *std::move(outside), submission).run();
}

} // namespace ekey::form
