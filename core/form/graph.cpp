#include "core/form/graph.h"

#include <algorithm>
#include <tuple>

namespace ekey::form {
namespace {

/// Each dependent once; direct only where every way that it reads is.
void unite(std::vector<Graph::Dependent>& list)
{
    const auto key = [](const Graph::Dependent& d) { return std::tuple(d.item, d.effect, d.direct); };
    std::sort(list.begin(), list.end(), [&](const auto& left, const auto& right) { return key(left) < key(right); });
    const auto same = [](const Graph::Dependent& left, const Graph::Dependent& right) {
        return left.item == right.item && left.effect == right.effect; // the first is the less direct one
    };
    list.erase(std::unique(list.begin(), list.end(), same), list.end());
}

} // namespace

Graph::Graph(const Definition& definition, Errors& errors) : dependents_(definition.choiceSlot() + 1)
{
    for (ItemIndex index = 0; index < definition.items.size(); ++index) {
        const Item& item = definition.item(index);
        const auto readBy = [&](const std::optional<expression::Program>& program, Effect effect) {
            if (program) read(definition, *program, index, effect);
        };
        readBy(item.relevant.program, Effect::relevance);
        readBy(item.readonly.program, Effect::value);
        readBy(item.calculate, Effect::value);
        readBy(item.required.program, Effect::refresh);
        readBy(item.choiceFilter, Effect::refresh);
        for (const Choice& choice : item.choices) {
            readBy(choice.relevant.program, Effect::refresh);
        }
        for (const Constraint& constraint : item.constraints) {
            read(definition, constraint.program, index, Effect::refresh);
            // Whether a rule is looked at depends on whether its targets are relevant.
            for (const ItemIndex target : constraint.targets) {
                depend(definition, {target, false, true}, {index, Effect::refresh, true});
            }
        }
    }
    if (count_ > dependenciesMost) {
        errors.push_back({"form.dependencies", "", Severity::error, {{"limit", dependenciesMost}}});
        return;
    }
    for (std::vector<Dependent>& list : dependents_) {
        unite(list);
    }
    if (!sort(definition, errors)) order_.clear();
}

void Graph::read(const Definition& definition, const expression::Program& program, ItemIndex item, Effect effect)
{
    for (const expression::Reference& reference : program.references()) {
        depend(definition, reference, {item, effect, reference.direct});
    }
}

/// Whoever reads a group reads everything in it.
void Graph::depend(const Definition& definition, expression::Reference reference, Dependent dependent)
{
    const auto add = [&](std::uint32_t slot) {
        if (count_ < dependenciesMost) dependents_[slot].push_back(dependent);
        ++count_;
    };
    add(reference.slot);
    if (reference.slot >= definition.items.size() || reference.countOnly) return;
    for (ItemIndex inside = reference.slot + 1; inside < definition.item(reference.slot).end; ++inside) {
        add(inside);
    }
}

/// Depth first, without recursion: a chain of dependents may be as long as the form.
bool Graph::sort(const Definition& definition, Errors& errors)
{
    enum Mark : std::uint8_t { unseen, open, done };
    struct Step {
        Node node;
        std::size_t next; ///< of what follows it
    };
    const auto count = static_cast<ItemIndex>(definition.items.size());
    std::vector<Mark> marks(2 * count, unseen);
    std::vector<Node> finished;

    const auto following = [&](Node node) {
        std::vector<Node> nodes;
        if (!node.isValue) {
            nodes.push_back({node.item, true});
            for (ItemIndex inside = node.item + 1; inside < definition.item(node.item).end; ++inside) {
                if (definition.item(inside).parent == node.item) nodes.push_back({inside, false});
            }
            return nodes;
        }
        for (const Dependent& dependent : dependents_[node.item]) {
            if (dependent.effect != Effect::refresh)
                nodes.push_back({dependent.item, dependent.effect == Effect::value});
        }
        return nodes;
    };
    const auto report = [&](const std::vector<Step>& path, Node again) {
        json::Value names = json::Value::array();
        bool inside = false;
        for (const Step& step : path) {
            inside = inside || index(step.node) == index(again);
            const std::string& pattern = definition.item(step.node.item).pattern;
            if (inside && (names.empty() || names.back() != pattern)) names.push_back(pattern);
        }
        names.push_back(definition.item(again.item).pattern);
        errors.push_back(
            {"form.cycle", definition.item(again.item).pattern, Severity::error, {{"path", std::move(names)}}});
    };

    for (std::uint32_t root = 0; root < 2 * count; ++root) {
        if (marks[root] != unseen) continue;
        std::vector<Step> path = {{{root / 2, root % 2 == 1}, 0}};
        std::vector<std::vector<Node>> followers = {following(path.back().node)};
        marks[root] = open;
        while (!path.empty()) {
            Step& step = path.back();
            if (step.next == followers.back().size()) {
                marks[index(step.node)] = done;
                finished.push_back(step.node);
                path.pop_back();
                followers.pop_back();
                continue;
            }
            const Node next = followers.back()[step.next++];
            Mark& mark = marks[index(next)];
            if (mark == open) {
                report(path, next);
                return false;
            }
            if (mark == unseen) {
                mark = open;
                path.push_back({next, 0});
                followers.push_back(following(next));
            }
        }
    }
    order_.assign(finished.rbegin(), finished.rend());
    ranks.resize(2 * count);
    for (std::size_t rank = 0; rank < order_.size(); ++rank) {
        ranks[index(order_[rank])] = static_cast<std::uint32_t>(rank);
    }
    return true;
}

} // namespace ekey::form
