// One person filling one form: the same code in the page, and in the portal when it checks what arrived.
//
// All outside facts are inputs: today's date, what the certificate says, the agency list. The session has no clock.
#pragma once

#include "core/form/definition.h"
#include "core/form/submission.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::form {

/// What one call of set() changed, an array with one object an item; of "value" and "errors" only what changed is
/// there. "value" is there as well when what is stored is not what was given. A blank text is "", a removed material
/// null.
///   [{"pointer": "/authorisedUser/mobile", "value": "13800138000", "errors": [...]}]
using Changes = json::Value;

class Session {
public:
    /// `facts` is an object that `prefill` pointers read from. A draft's answers win over prefilled ones, except those
    /// of read-only items, which always come from the facts. What the form no longer asks for is left out.
    Session(std::shared_ptr<const Definition> definition, json::Value facts,
            std::optional<json::Value> draft = std::nullopt);

    /// Sets one answer; text is normalised by the item's check when it passes. Material items take an Entry as JSON, or
    /// null to remove it. Errors: answer.unknown_item, answer.readonly, answer.type {expected}, those of
    /// material::readEntry.
    Result<Changes> set(std::string_view pointer, const json::Value& value);

    /// In document order. `page` empty: the whole form. At most one error per item:
    /// answer.required, answer.length {limit}, the named check's own codes, material codes.
    Errors validate(std::string_view page = {}) const;

    /// One object per material item: {"item","pointer","required","types","bytes","pixels","pages","present"}.
    json::Value materials() const;

    const json::Value& answers() const { return answers_; }
    /// {"form": {"id","version","sm3"}, "answers": {...}, "materials": [...]}; a prefilled answer that was emptied is
    /// "".
    json::Value draft() const;

    /// The submission as it stands; the caller gives what ties it to portal and filing.
    Submission submission(std::string audience, std::string filing, std::string nonce) const;

private:
    void take(const json::Value& draft);
    void store(const Item& item, const std::string& text);
    std::optional<Error> check(const Item& item) const;
    json::Value value(const Item& item) const;
    std::string answer(const Item& item) const;
    const material::Entry* entry(const Item& item) const;

    std::shared_ptr<const Definition> definition_;
    json::Value facts_;
    json::Value answers_;
    std::vector<material::Entry> materials_;
};

/// The portal's verdict on a submission: every rule recomputed. Also refused: submission.form (another form, version or
/// digest: then nothing else is looked at), answer.unknown_item, answer.readonly (differs from the facts),
/// answer.not_normalized, material.duplicate. Pointers are those of the form's items. Whether audience, filing and
/// nonce are the right ones, and whether the bytes of the materials are those of the manifest, is the portal's to
/// check.
Errors check(const std::shared_ptr<const Definition>& definition, const json::Value& facts,
             const Submission& submission);

} // namespace ekey::form
