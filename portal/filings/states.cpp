#include "portal/filings/states.h"

#include "core/json/members.h"
#include "core/json/reader.h"
#include "portal/filings/businesses.h"

#include <algorithm>
#include <stdexcept>

namespace ekey::embedded {
extern const std::string_view states;
} // namespace ekey::embedded

namespace ekey::portal::filings {
namespace {

constexpr std::size_t entriesMost = 100; ///< states, and moves of one
constexpr std::size_t textBytes = 100;
constexpr int workingDaysMost = 60;
const std::vector<std::string_view> holders{"enterprise", "officer", "producer", "administrator"};

[[noreturn]] void broken(const std::string& where) { throw std::logic_error("the table of states: " + where); }

void demandAll(json::Members& in)
{
    if (const auto error = in.finish()) broken(error->code + ' ' + error->pointer);
}

std::vector<std::string> businessesOf(const json::Value* listed)
{
    std::vector<std::string> ids;
    for (const std::string_view id : businessIds()) {
        if (!listed || std::find(listed->begin(), listed->end(), id) != listed->end()) ids.emplace_back(id);
    }
    if (listed && ids.size() != listed->size()) broken("an unknown business");
    return ids;
}

Move readMove(const json::Value& value)
{
    auto movers = holders;
    movers.push_back(byPortal);
    json::Members in(value);
    Move move{in.text("to", textBytes), in.choice("by", movers),
              businessesOf(in.optionalArray("businesses", entriesMost))};
    demandAll(in);
    return move;
}

State readState(const json::Value& value)
{
    json::Members in(value);
    State state;
    state.id = in.text("id", textBytes);
    state.name = in.object("name");
    const json::Value* holder = in.optionalValue("holder");
    const json::Value* days = in.optionalValue("workingDays");
    const json::Value* from = in.optionalValue("from");
    in.text("source", textBytes);
    for (const json::Value& move : in.array("moves", entriesMost)) {
        state.moves.push_back(readMove(move));
    }
    demandAll(in);
    if (!holder || !days || !from || days->is_null() != from->is_null()) broken(state.id);
    if (!holder->is_null()) state.holder = roleOf(holder->get<std::string>());
    if (!days->is_null()) {
        state.workingDays = days->get<int>();
        state.from = from->get<std::string>();
        if (!state.holder || *state.workingDays < 1 || *state.workingDays > workingDaysMost) broken(state.id);
    }
    return state;
}

template <class T>
json::Value orNull(const std::optional<T>& value)
{
    return value ? json::Value(*value) : json::Value(nullptr);
}

} // namespace

States States::read(std::string_view text)
{
    const auto value = json::read(text);
    if (!value) broken(value.error().code);
    json::Members in(*value);
    States table;
    table.begins_ = in.text("begins", textBytes);
    for (const json::Value& each : in.array("states", entriesMost)) {
        table.states_.push_back(readState(each));
    }
    demandAll(in);
    const auto known = [&table](const std::string& id) {
        return std::count_if(table.states_.begin(), table.states_.end(), [&](const State& s) { return s.id == id; }) ==
               1;
    };
    if (!known(table.begins_)) broken(table.begins_);
    for (const State& state : table.states_) {
        if (!known(state.id) || (state.workingDays && !known(state.from))) broken(state.id);
        for (const Move& move : state.moves) {
            if (!known(move.to)) broken(state.id + " to " + move.to);
        }
    }
    return table;
}

const State& States::of(std::string_view id) const
{
    const auto found =
        std::find_if(states_.begin(), states_.end(), [id](const State& state) { return state.id == id; });
    if (found == states_.end()) throw std::invalid_argument("no such state");
    return *found;
}

bool States::allows(std::string_view from, std::string_view to, std::string_view by, std::string_view business) const
{
    const auto targets = next(from, by, business);
    return std::find(targets.begin(), targets.end(), to) != targets.end();
}

std::vector<std::string> States::next(std::string_view from, std::string_view by, std::string_view business) const
{
    std::vector<std::string> targets;
    for (const Move& move : of(from).moves) {
        const bool here = std::find(move.businesses.begin(), move.businesses.end(), business) != move.businesses.end();
        if (move.by == by && here) targets.push_back(move.to);
    }
    return targets;
}

std::vector<std::string> States::before(std::string_view to, std::string_view by) const
{
    std::vector<std::string> sources;
    for (const State& state : states_) {
        const bool there = std::any_of(state.moves.begin(), state.moves.end(),
                                       [&](const Move& move) { return move.to == to && move.by == by; });
        if (there) sources.push_back(state.id);
    }
    return sources;
}

json::Value States::toJson() const
{
    json::Value list = json::Value::array();
    for (const State& state : states_) {
        json::Value moves = json::Value::array();
        for (const Move& move : state.moves) {
            moves.push_back({{"to", move.to}, {"by", move.by}, {"businesses", move.businesses}});
        }
        list.push_back({{"id", state.id},
                        {"name", state.name},
                        {"holder", state.holder ? json::Value(toString(*state.holder)) : json::Value(nullptr)},
                        {"workingDays", orNull(state.workingDays)},
                        {"from", state.from.empty() ? json::Value(nullptr) : json::Value(state.from)},
                        {"moves", std::move(moves)}});
    }
    return {{"states", std::move(list)}};
}

const States& states()
{
    static const States table = States::read(embedded::states);
    return table;
}

} // namespace ekey::portal::filings
