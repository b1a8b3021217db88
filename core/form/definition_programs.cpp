// When all items are known: what names mean, what depends on what, and what makes no sense.
#include "core/form/definition_reader.h"

#include "core/expression/parser.h"
#include "core/form/answer.h"
#include "core/form/graph.h"
#include "core/form/places.h"

#include <algorithm>

namespace ekey::form {
namespace {

using expression::kinds;
using Kind = expression::Value::Kind;

} // namespace

/// What names mean is not known while items are amiss; whether an expression can be read at all is.
void DefinitionReader::parse()
{
    for (const Pending& one : pending) {
        const Result<expression::Tree> tree = expression::parse(one.source);
        if (!tree) fail(tree.error().code, one.pointer, tree.error().params);
    }
}

void DefinitionReader::compile()
{
    std::vector<std::uint32_t> locals(definition->items.size() + 1, 0);
    for (ItemIndex index = 0; index < definition->items.size(); ++index) {
        Item& item = at(index);
        item.local = locals[std::min<std::size_t>(item.repeat, definition->items.size())]++;
        const bool isNew = definition->children_.emplace(Definition::Child{item.parent, item.id}, index).second;
        if (!isNew) fail("form.item_duplicate", pointers[index] + "/id", {{"item", item.id}});
    }
    auto scopes = std::make_unique<const Scopes>(*definition);
    for (Pending& one : pending) {
        const ItemIndex group = one.inside ? one.scope : one.choice ? one.scope : at(one.scope).parent;
        const expression::Record& names = one.choice ? scopes->withChoice(one.scope) : scopes->in(group);
        expression::Compiled compiled = expression::compile(one.source, names, expression::Typing::checked, one.result);
        for (Error& error : compiled.errors) {
            fail(error.code, one.pointer, std::move(error.params));
        }
        if (compiled.program) one.take(*std::move(compiled.program));
    }
    definition->scopes_ = std::move(scopes);
    if (blocks(errors)) return;
    placeRules();
    checkInitial();
    Errors cycles;
    definition->graph_ = std::make_unique<const Graph>(*definition, cycles);
    for (Error& error : cycles) {
        const auto item = std::find_if(definition->items.begin(), definition->items.end(),
                                       [&](const Item& i) { return i.pattern == error.pointer; });
        const bool known = item != definition->items.end();
        fail(error.code, known ? pointers[static_cast<std::size_t>(item - definition->items.begin())] : "",
             std::move(error.params));
    }
}

/// What is calculated, and first values, must be of the item's type.
void DefinitionReader::checkInitial()
{
    for (ItemIndex index = 0; index < definition->items.size(); ++index) {
        const Item& item = at(index);
        if (!item.initial.is_null()) {
            const Result<expression::Value> kept = keep(item, item.initial, {});
            if (!kept || kept->isNull() || wrong(item, *kept, {})) fail("form.initial", pointers[index] + "/initial");
        }
        if (!item.calculate) continue;
        expression::Kinds possible = valueKinds(item.type) | kinds(Kind::null);
        if (item.type == ItemType::decimal) possible |= kinds(Kind::integer);
        if (!item.calculate->type().may(possible))
            fail("form.calculate_type", pointers[index] + "/calculate", {{"expected", name(item.type)}});
    }
}

/// Warnings about what can never be seen.
void DefinitionReader::finish()
{
    for (ItemIndex index = 0; index < definition->items.size(); ++index) {
        const Condition& relevant = at(index).relevant;
        bool never = !relevant.program && !relevant.constant;
        if (relevant.program && relevant.program->references().empty()) {
            const Facts none;
            const Places places(*definition, none);
            const expression::Evaluated found = relevant.program->evaluate(View(places, places.root()), stepsMost);
            never = !found.failure && found.value.boolean() && !*found.value.boolean();
        }
        if (never) fail("form.never", pointers[index], {{"item", at(index).pattern}}, Severity::warning);
    }
    for (std::size_t i = 0; i < definition->pages.size(); ++i) {
        const bool used = std::any_of(definition->items.begin(), definition->items.end(),
                                      [&](const Item& item) { return item.page == definition->pages[i]; });
        if (!used)
            fail("form.page_empty", "/pages/" + std::to_string(i), {{"page", definition->pages[i]}}, Severity::warning);
    }
}

} // namespace ekey::form
