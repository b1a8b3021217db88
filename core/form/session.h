// One person filling one form: the same code in the page, and in the portal when it checks what arrived.
//
// All outside facts are inputs: today's date, what the certificate says, the agency list. The session has no clock.
// docs/forms.md says what the properties of an item mean; how it is computed: graph.h, recalculation.h.
#pragma once

#include "core/form/places.h"
#include "core/form/submission.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ekey::form {

class Session;

struct OpenedSession {
    std::unique_ptr<Session> session; ///< nullptr where there are errors
    Errors errors;
};

class Session {
public:
    /// What the form is filled with before anybody has answered: a draft's answers win over prefilled ones. Errors:
    /// those of Facts::read; draft.form (of another form) {found}, draft.newer {found, version}, and for each answer
    /// that does not fit, after the definition's renames, draft.unfit {reason} with its pointer into the draft.
    static OpenedSession open(std::shared_ptr<const Definition> definition, json::Value facts,
                              const json::Value* draft = nullptr);

    /// What became different, an array in document order with one object an item that has only what changed:
    ///   [{"pointer": "/authorisedUser/mobile", "value": "13800138000", "errors": [...], "relevant": true,
    ///     "required": true, "readonly": false, "choices": [...], "count": 2}]
    /// "value" is there as well for the item that was set where what is kept is not what was given. A blank text is "",
    /// a removed material null; "count" is that of a repeat's instances.
    using Changes = json::Value;

    /// Sets one answer: text, integers, booleans, arrays of texts by the item's type; numbers and days may be texts, as
    /// they were typed; null blanks it. Material items take an Entry as JSON, or null. What is not relevant now is
    /// kept. Errors: answer.unknown_item, answer.readonly, answer.calculated, answer.type {expected}, those of
    /// material::readEntry; nothing is changed then.
    Result<Changes> set(std::string_view pointer, const json::Value& value);

    /// Adds an instance to a repeat, before the one at `at` or at the end. Errors: answer.unknown_item, repeat.max
    /// {max}, repeat.at {count}.
    Result<Changes> insert(std::string_view repeat, std::optional<std::size_t> at = std::nullopt);
    /// Takes out an instance: "/keys/1". Errors: answer.unknown_item, repeat.min {min}.
    Result<Changes> remove(std::string_view instance);
    /// Confirms a warning that demands it (params.confirm of its error). It lasts until what the rule reads is changed.
    /// Errors: answer.unknown_item, answer.not_asked {code}.
    Result<Changes> confirm(std::string_view pointer, std::string_view code);

    /// What is wrong, in document order. `page` empty: the whole form.
    Errors validate(std::string_view page = {}) const;

    /// Everything that a page shows, in document order, of one page or of all: {"pointer", "item" (its pattern, such as
    /// "/keys/*/kind"), "type", "relevant", "required", "readonly", "value", "errors", "choices"?,
    /// "count"?, "min"?, "max"?, "maxLength"?}.
    json::Value items(std::string_view page = {}) const;

    /// One object per material item that is relevant: {"item", "pointer", "required", "types", "bytes", "pixels",
    /// "pages", "present"}.
    json::Value materials() const;

    /// The answers as a submission has them: relevant and not blank.
    json::Value answers() const;
    /// {"form": {"id", "version", "sm3"}, "answers": {…}, "materials": [Entry…], "confirmed": [{"pointer", "code"}…]?}:
    /// all that was answered, relevant or not; of prefilled ones only what was changed, an emptied one as "".
    json::Value draft() const;
    /// The submission as it stands; the caller gives what ties it to portal and filing.
    Submission submission(std::string audience, std::string filing, std::string nonce) const;

    const Definition& definition() const { return *definition_; }

private:
    friend class Verdict;
    Session(std::shared_ptr<const Definition> definition, Facts facts);

    void tellKept(Changes& changes, Place place, const json::Value& given) const;
    std::vector<Confirmation> confirmations(bool submitted) const;
    json::Value answersIn(Instance& instance, ItemIndex first, ItemIndex end, bool submitted) const;
    std::optional<json::Value> instancesIn(Place repeat, bool submitted) const;
    /// An answer as a submission or a draft has it, where it has one.
    std::optional<json::Value> answerAt(Place place, bool submitted) const;

    std::shared_ptr<const Definition> definition_;
    std::unique_ptr<const Facts> facts_;
    std::unique_ptr<Places> places_;
};

/// The portal's verdict on a submission: every rule recomputed. Also refused: submission.form (another form, version or
/// digest: then nothing else is looked at), answer.unknown_item, answer.readonly and answer.calculated (differs from
/// the facts or from what is calculated), answer.irrelevant, answer.not_normalized, answer.type, material.duplicate,
/// repeat.max. Whether audience, filing and nonce are the right ones, and whether the bytes of the materials are those
/// of the manifest, is the portal's to check.
Errors check(const std::shared_ptr<const Definition>& definition, const json::Value& facts,
             const Submission& submission);

} // namespace ekey::form
