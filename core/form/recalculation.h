// Computes anew what depends on a change, and nothing else.
#pragma once

#include "core/form/graph.h"
#include "core/form/rules.h"

#include <queue>
#include <unordered_map>
#include <vector>

namespace ekey::form {

class Recalculation {
public:
    explicit Recalculation(const Places& places) : places_(places), rules_(places) {}

    /// Everything, in order: a session that begins.
    void everything();

    // What changes; then run().
    void answered(Place place);  ///< before State::given or State::material changes
    void counting(Place repeat); ///< before the number of its instances changes
    void inserted(Place repeat, Instance& instance);
    void removed(Place repeat);
    void confirmed(Place place); ///< before State::confirmed changes

    /// What became different, an array in document order with one object an item: {"pointer", "relevant"?, "required"?,
    /// "readonly"?, "value"?, "count"?, "choices"?, "errors"?}.
    json::Value run();

private:
    struct Before {
        Place place;
        bool relevant, required, readonly;
        expression::Value value;
        std::optional<material::Entry> material;
        std::size_t count;
        std::vector<std::string> choices;
        Errors errors;
    };
    struct Step {
        std::uint32_t rank;
        Place place;
        bool isValue;
        friend bool operator<(const Step& left, const Step& right) { return left.rank > right.rank; } // least first
    };

    Before& remember(Place place);
    void queueRelevance(Place place);
    void queueValue(Place place);
    void queueRefresh(Place place);
    void notify(std::uint32_t slot, Instance& from, bool gone);
    void renumbered(Place repeat);
    void relevance(Place place, bool spread);
    void value(Place place, bool spread);
    void refresh(Place place);
    json::Value change(const Before& before) const;

    const Places& places_;
    const Rules rules_;
    std::priority_queue<Step> steps;
    std::vector<Place> refreshes;
    std::vector<Before> touched;
    std::unordered_map<const State*, std::size_t> known; ///< of `touched`
};

} // namespace ekey::form
