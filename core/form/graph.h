// What depends on what in a form, and the order in which it is computed.
//
// Every item has two nodes: whether it is relevant, and its value. Relevance depends on that of the group around and on
// what its expression reads; a value on the item's relevance and, where it is calculated or read-only by an expression,
// on what those read. What nobody depends on (required, choices, errors) is no node: it is refreshed at the end.
#pragma once

#include "core/form/definition.h"

#include <vector>

namespace ekey::form {

class Graph {
public:
    enum class Effect : std::uint8_t { relevance, value, refresh };

    struct Dependent {
        ItemIndex item;
        Effect effect;
        bool direct; ///< within a repeat that both are in only in the same instance
    };

    /// `errors` gains form.cycle {path} for the first cycle found, or form.dependencies {limit}; then there is no
    /// order.
    Graph(const Definition& definition, Errors& errors);

    /// Of an item, or of a slot beyond them.
    const std::vector<Dependent>& dependents(std::uint32_t slot) const { return dependents_[slot]; }

    struct Node {
        ItemIndex item;
        bool isValue; ///< otherwise its relevance
    };
    /// All nodes, each after what it depends on.
    const std::vector<Node>& order() const { return order_; }
    std::uint32_t rank(Node node) const { return ranks[index(node)]; }

private:
    static std::uint32_t index(Node node) { return 2 * node.item + (node.isValue ? 1 : 0); }
    void read(const Definition& definition, const expression::Program& program, ItemIndex item, Effect effect);
    void depend(const Definition& definition, expression::Reference reference, Dependent dependent);
    bool sort(const Definition& definition, Errors& errors);

    std::vector<std::vector<Dependent>> dependents_;
    std::size_t count_ = 0; ///< of all of them
    std::vector<Node> order_;
    std::vector<std::uint32_t> ranks;
};

} // namespace ekey::form
