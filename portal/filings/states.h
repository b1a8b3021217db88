// The states (办理状态) that a filing can have and the moves between them: forms/states.json, which is compiled in.
#pragma once

#include "core/json/value.h"
#include "portal/caller.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::portal::filings {

/// Who makes a move: a role, or the portal itself where a term runs out.
inline constexpr std::string_view byPortal = "portal";

struct Move {
    std::string to;
    std::string by;
    std::vector<std::string> businesses; ///< in which of them there is this move
};

struct State {
    std::string id;
    json::Value name;               ///< {"zh-CN", "en"}
    std::optional<Role> holder;     ///< whose turn it is; none where the filing is closed
    std::optional<int> workingDays; ///< promised for the holder's part
    std::string from;               ///< the state from whose beginning they count
    std::vector<Move> moves;
};

class States {
public:
    /// Throws std::logic_error where the table contradicts itself: two states of one name, a move to none, a term
    /// without its holder.
    static States read(std::string_view text);

    const std::string& begins() const { return begins_; }
    const std::vector<State>& all() const { return states_; }
    /// Throws std::invalid_argument where there is none.
    const State& of(std::string_view id) const;
    bool allows(std::string_view from, std::string_view to, std::string_view by, std::string_view business) const;
    /// Where `by` can move such a filing to.
    std::vector<std::string> next(std::string_view from, std::string_view by, std::string_view business) const;
    /// The states from which `by` can move some filing to `to`.
    std::vector<std::string> before(std::string_view to, std::string_view by) const;
    /// As /states answers it.
    json::Value toJson() const;

private:
    std::string begins_;
    std::vector<State> states_;
};

/// The one table.
const States& states();

} // namespace ekey::portal::filings
