// Constraints, rules across items, and where answers of earlier versions went.
#include "core/form/definition_reader.h"

#include "core/expression/limits.h"

#include <algorithm>

namespace ekey::form {
namespace {

using expression::kinds;
using Kind = expression::Value::Kind;

const std::vector<std::string_view> severities = {"error", "warning", "info"};

/// What a rule's code may be: words of lower case, digits and _, joined by dots.
bool isCode(std::string_view text)
{
    return !text.empty() && text.front() != '.' && text.back() != '.' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; });
}

} // namespace

Constraint DefinitionReader::constraint(json::Members& in, std::string& source)
{
    Constraint made;
    made.code = in.text("code", codeBytes);
    source = in.text("expression", expression::sourceBytes);
    if (in.has("severity")) {
        const std::string severity = in.choice("severity", severities);
        made.severity = severity == "warning" ? Severity::warning
                        : severity == "info"  ? Severity::info
                                              : Severity::error;
    }
    made.confirm = in.optionalBoolean("confirm").value_or(false);
    if (made.confirm && made.severity != Severity::warning) fail("form.confirm", in.at("confirm"));
    if (in.has("code") && !isCode(made.code)) fail("form.code", in.at("code"), {{"found", made.code}});
    return made;
}

void DefinitionReader::constraints(json::Members& in, ItemIndex index)
{
    const json::Value* list = in.optionalArray("constraints", constraintsMost);
    if (!list) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        json::Members one((*list)[i], in.at("constraints") + "/" + std::to_string(i));
        std::string source;
        Constraint made = constraint(one, source);
        take(one);
        pending.push_back(Pending{std::move(source), one.at("expression"), index, false,
                                  kinds(Kind::boolean, Kind::null),
                                  [this, index, made = std::move(made)](expression::Program program) mutable {
                                      made.program = std::move(program);
                                      at(index).constraints.push_back(std::move(made));
                                  }});
    }
}

void DefinitionReader::rules(json::Members& in, ItemIndex group)
{
    const json::Value* list = in.optionalArray("rules", constraintsMost);
    if (!list) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        json::Members one((*list)[i], in.at("rules") + "/" + std::to_string(i));
        std::string source;
        PendingRule rule{{}, one.at("targets"), group, constraint(one, source)};
        for (const json::Value& target : one.array("targets", constraintsMost)) {
            const auto* path = target.get_ptr<const std::string*>();
            rule.targets.push_back(path ? *path : "");
        }
        if (rule.targets.empty() && one.has("targets")) fail("form.target", rule.pointer, {{"target", ""}});
        take(one);
        const std::size_t number = pendingRules.size();
        pendingRules.push_back(std::move(rule));
        pending.push_back(Pending{std::move(source), one.at("expression"), group, false,
                                  kinds(Kind::boolean, Kind::null), [this, number](expression::Program program) {
                                      pendingRules[number].constraint.program = std::move(program);
                                  }});
        pending.back().inside = true;
    }
}

void DefinitionReader::renames(const json::Value& list)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        json::Members in(list[i], "/renames/" + std::to_string(i));
        Rename made{in.text("from", pathBytesMost), in.text("to", pathBytesMost), in.integer("before", 2, versionMost)};
        take(in);
        // An answer moves within the instance that it is in.
        const auto upToStar = [](const std::string& pattern) {
            const std::size_t star = pattern.rfind("/*");
            return pattern.substr(0, star == std::string::npos ? 0 : star);
        };
        const auto known = std::find_if(definition->items.begin(), definition->items.end(),
                                        [&](const Item& item) { return item.pattern == made.to; });
        if (made.from.empty() || made.from.front() != '/' || upToStar(made.from) != upToStar(made.to) ||
            known == definition->items.end()) {
            fail("form.rename", in.at("to"), {{"found", made.to}});
        }
        // A draft of this very version has nothing to move.
        if (made.before > definition->version) {
            fail("form.rename_before", in.at("before"), {{"before", made.before}, {"version", definition->version}});
        }
        definition->renames.push_back(std::move(made));
    }
}

ItemIndex DefinitionReader::resolve(ItemIndex group, std::string_view path) const
{
    while (!path.empty() && path.front() == '/') {
        const std::size_t end = std::min(path.find('/', 1), path.size());
        group = definition->child(group, path.substr(1, end - 1));
        if (group == noItem) return noItem;
        path.remove_prefix(end);
    }
    return path.empty() ? group : noItem;
}

void DefinitionReader::placeRules()
{
    for (PendingRule& rule : pendingRules) {
        const bool repeats = rule.group != noItem && at(rule.group).type == ItemType::repeat;
        const ItemIndex repeat = rule.group == noItem ? noItem : repeats ? rule.group : at(rule.group).repeat;
        for (const std::string& path : rule.targets) {
            const ItemIndex target = resolve(rule.group, path);
            if (target == noItem || target == rule.group || at(target).repeat != repeat)
                fail("form.target", rule.pointer, {{"target", path}});
            else
                rule.constraint.targets.push_back(target);
        }
        if (!rule.constraint.targets.empty())
            at(rule.constraint.targets.front()).constraints.push_back(std::move(rule.constraint));
    }
}

} // namespace ekey::form
