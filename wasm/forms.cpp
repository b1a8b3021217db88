#include "wasm/forms.h"

#include "core/expression/bindings.h"
#include "core/identifier/identifier.h"
#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "wasm/checks.h"

#include <optional>
#include <utility>
#include <vector>

namespace ekey::wasm {
namespace {

constexpr std::size_t nameBytes = 40;       // of an operation or a check
constexpr std::size_t referenceBytes = 300; // of an origin, a filing's number or a nonce

} // namespace

const Operation<Forms> Forms::operations[] = {
    {"check", &Forms::check},
    {"canonical", &Forms::canonical},
    {"evaluate", &Forms::evaluate},
    {"open", &Forms::open},
    {"set", &Forms::set},
    {"insert", &Forms::insert},
    {"remove", &Forms::remove},
    {"confirm", &Forms::confirm},
    {"items", &Forms::items},
    {"validate", &Forms::validate},
    {"materials", &Forms::materials},
    {"answers", &Forms::answers},
    {"draft", &Forms::draft},
    {"submission", &Forms::submission},
    {"close", &Forms::close},
};

Answer Forms::call(std::string_view request) { return answer(*this, operations, request, requestBytes); }

Outcome Forms::check(json::Value request)
{
    json::Members in(request);
    const std::string name = in.text("name", nameBytes);
    const std::string text = in.text("text", requestBytes);
    const json::Value* given = in.optionalObject("facts");
    const json::Value none = json::Value::object(); // Members keeps a reference
    json::Members factsIn(given ? *given : none, "/facts");
    const std::string on = factsIn.optionalText("on", requestBytes).value_or("");
    const std::string uscc = factsIn.optionalText("uscc", requestBytes).value_or("");
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    if (const auto error = factsIn.finish()) {
        return misused(*error);
    }
    const identifier::Check named = identifier::find(name);
    if (!named) {
        return misused({"check.unknown", "/name", Severity::error, {{"name", name}}});
    }
    const identifier::Facts facts{on, uscc};
    if (const auto error = misusedFacts(facts)) {
        return misused(*error);
    }
    return result(toJson(named(text, facts)));
}

Outcome Forms::canonical(json::Value request)
{
    json::Members in(request);
    const std::string text = in.text("text", requestBytes);
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    const Result<json::Value> value = json::read(text);
    return value ? result({{"canonical", json::canonical(*value)}}) : failed(value.error());
}

Outcome Forms::evaluate(json::Value request)
{
    json::Members in(request);
    const std::string source = in.text("expression", requestBytes);
    const json::Value* bindings = in.optionalObject("bindings");
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    Result<json::Value> worth = expression::evaluate(source, bindings ? *bindings : json::Value::object());
    return worth ? result(*std::move(worth)) : failed(worth.error());
}

Outcome Forms::open(json::Value request)
{
    json::Members in(request);
    const std::string text = in.text("definition", requestBytes);
    const json::Value& facts = in.object("facts");
    const json::Value* draft = in.optionalObject("draft");
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    if (sessions_.size() == sessionsMost) {
        return misused({"session.limit", "", Severity::error, {{"limit", sessionsMost}}});
    }
    // A page opens the same form again and again: with facts that arrived, with a draft, for the next filing.
    if (text != definitionText_) {
        form::ReadDefinition read = form::readDefinition(text);
        if (!read.definition) {
            return failed(read.errors);
        }
        definition_ = std::move(read.definition);
        definitionText_ = text;
    }
    form::OpenedSession opened = form::Session::open(definition_, facts, draft);
    if (!opened.session) {
        return failed(opened.errors);
    }
    sessions_.emplace(++last_, std::move(opened.session));
    return result({{"session", last_}, {"form", toJson(reference(*definition_))}});
}

Result<form::Session*> Forms::session(json::Members& in)
{
    const auto found = sessions_.find(in.integer("session", 1, integerMost));
    if (auto error = in.finish()) {
        return *std::move(error);
    }
    if (found == sessions_.end()) {
        return Error{"session.unknown", "/session"};
    }
    return found->second.get();
}

Outcome Forms::set(json::Value request)
{
    const auto given = request.find("value"); // of any type: what it may be is the item's business
    if (given == request.end()) {
        return misused({"member.missing", "/value"});
    }
    const json::Value value = std::move(*given);
    request.erase(given);

    json::Members in(request);
    const std::string pointer = in.text("pointer", requestBytes);
    const auto found = session(in);
    if (!found) {
        return misused(found.error());
    }
    return changed((**found).set(pointer, value));
}

Outcome Forms::changed(Result<form::Session::Changes> changes)
{
    return changes ? result({{"changes", *std::move(changes)}}) : failed(changes.error());
}

Outcome Forms::insert(json::Value request)
{
    json::Members in(request);
    const std::string pointer = in.text("pointer", requestBytes);
    const auto at = in.optionalInteger("at", 0, integerMost);
    const auto found = session(in);
    if (!found) {
        return misused(found.error());
    }
    return changed((**found).insert(pointer, at ? std::optional(static_cast<std::size_t>(*at)) : std::nullopt));
}

Outcome Forms::remove(json::Value request)
{
    json::Members in(request);
    const std::string pointer = in.text("pointer", requestBytes);
    const auto found = session(in);
    return found ? changed((**found).remove(pointer)) : misused(found.error());
}

Outcome Forms::confirm(json::Value request)
{
    json::Members in(request);
    const std::string pointer = in.text("pointer", requestBytes);
    const std::string code = in.text("code", requestBytes);
    const auto found = session(in);
    return found ? changed((**found).confirm(pointer, code)) : misused(found.error());
}

Outcome Forms::items(json::Value request)
{
    json::Members in(request);
    const std::string page = in.optionalText("page", nameBytes).value_or("");
    const auto found = session(in);
    return found ? result((**found).items(page)) : misused(found.error());
}

Outcome Forms::validate(json::Value request)
{
    json::Members in(request);
    const std::string page = in.optionalText("page", nameBytes).value_or("");
    const auto found = session(in);
    return found ? result({{"errors", toJson((**found).validate(page))}}) : misused(found.error());
}

Outcome Forms::materials(json::Value request)
{
    json::Members in(request);
    const auto found = session(in);
    return found ? result((**found).materials()) : misused(found.error());
}

Outcome Forms::answers(json::Value request)
{
    json::Members in(request);
    const auto found = session(in);
    return found ? result((**found).answers()) : misused(found.error());
}

Outcome Forms::draft(json::Value request)
{
    json::Members in(request);
    const auto found = session(in);
    return found ? result((**found).draft()) : misused(found.error());
}

Outcome Forms::submission(json::Value request)
{
    json::Members in(request);
    std::string audience = in.text("audience", referenceBytes);
    std::string filing = in.text("filing", referenceBytes);
    std::string nonce = in.text("nonce", referenceBytes);
    const auto found = session(in);
    if (!found) {
        return misused(found.error());
    }
    const form::Submission submission = (**found).submission(std::move(audience), std::move(filing), std::move(nonce));
    return result({{"canonical", form::canonical(submission)}});
}

Outcome Forms::close(json::Value request)
{
    json::Members in(request);
    const std::int64_t handle = in.integer("session", 1, integerMost);
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    if (sessions_.erase(handle) == 0) {
        return misused({"session.unknown", "/session"});
    }
    return result(nullptr);
}

} // namespace ekey::wasm
