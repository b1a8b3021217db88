// What a session knows of every item: one state for each, and as many as there are instances for those in repeats.
#pragma once

#include "core/form/definition.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ekey::form {

struct Instance;

/// When a rule is computed: with the item's relevance, with its value, or at the end of a change.
enum class Stage : std::uint8_t { relevance, value, refresh };

struct Failed {
    Stage stage;
    Error error; ///< rule.failed
};

struct State {
    std::optional<expression::Value> given; ///< what the applicant answered, null where that is blank
    expression::Value answer;               ///< what stands: calculated, from the facts, or given; null: blank
    expression::Value value;                ///< what rules see of it: blank where it is not relevant
    std::optional<material::Entry> material;
    bool relevant = false;
    bool required = false;
    bool readonly = false;
    std::vector<Failed> failures;                     ///< rules of it that could not be computed
    Errors errors;                                    ///< what is wrong with it now
    std::vector<std::string> choices;                 ///< that are to be had now, of a choice item
    std::vector<std::string> confirmed;               ///< codes of warnings
    std::vector<std::unique_ptr<Instance>> instances; ///< of a repeat

    void confirm(const std::string& code)
    {
        if (std::find(confirmed.begin(), confirmed.end(), code) == confirmed.end()) confirmed.push_back(code);
    }

    // Whether it waits to be computed anew.
    bool relevanceQueued = false;
    bool valueQueued = false;
    bool refreshQueued = false;
};

/// The states of the items that are in one instance of a repeat, or in none.
struct Instance {
    ItemIndex repeat = noItem;
    Instance* around = nullptr; ///< nullptr: the form
    std::size_t number = 0;     ///< among its siblings, from 0
    std::vector<State> states;  ///< by Item::local
};

/// An item in an instance.
struct Place {
    Instance* instance = nullptr;
    ItemIndex item = noItem;

    explicit operator bool() const { return instance != nullptr; }
    friend bool operator==(const Place&, const Place&) = default;
};

} // namespace ekey::form
