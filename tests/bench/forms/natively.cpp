// Forms natively: checks of a whole filing a second, and one set in a form whose calculations are a chain.
//   forms_bench DEFINITION FACTS SUBMISSION [--benchmark_…]
#include "core/form/session.h"
#include "core/json/reader.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

using namespace ekey;

namespace {

constexpr std::size_t syntheticItems = 2000;

[[noreturn]] void giveUp(const std::string& what)
{
    std::cerr << "forms_bench: " << what << "\n";
    std::exit(1);
}

std::string contents(const char* path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) giveUp(std::string("cannot read ") + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::shared_ptr<const form::Definition> defined(std::string_view text)
{
    form::ReadDefinition read = form::readDefinition(text);
    if (!read.definition) giveUp(toJson(read.errors).dump());
    return read.definition;
}

json::Value parsed(std::string_view text)
{
    Result<json::Value> value = json::read(text);
    if (!value) giveUp(toJson(Errors{value.error()}).dump());
    return *std::move(value);
}

/// As the portal does it: from the bytes that were signed to the verdict.
void checkFiling(benchmark::State& state, const std::string& definition, const std::string& facts,
                 const std::string& text)
{
    const auto form = defined(definition);
    const json::Value outside = parsed(facts);
    for (auto _ : state) {
        const Result<form::Submission> submission = form::readSubmission(text);
        if (!submission) giveUp(toJson(Errors{submission.error()}).dump());
        const Errors errors = form::check(form, outside, *submission);
        if (!errors.empty()) giveUp(toJson(errors).dump());
    }
    state.SetItemsProcessed(state.iterations());
}

void readForm(benchmark::State& state, const std::string& definition)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(form::readDefinition(definition));
    }
}

/// a0, a1 = a0 + 1, a2 = a1 + 1, …, `dependents` of them; the rest of the 2,000 are numbers that nobody reads.
std::string chain(std::size_t dependents)
{
    std::string items = R"({"id":"a0","type":"integer"})";
    for (std::size_t i = 1; i < syntheticItems; ++i) {
        const std::string id = "a" + std::to_string(i);
        items += R"(,{"id":")" + id + R"(","type":"integer")";
        if (i <= dependents) items += R"(,"calculate":"a)" + std::to_string(i - 1) + R"( + 1")";
        items += "}";
    }
    return R"({"id":"chain","version":1,"pages":[],"items":[)" + items + "]}";
}

void setAtChainsHead(benchmark::State& state)
{
    const auto dependents = static_cast<std::size_t>(state.range(0));
    const form::OpenedSession opened = form::Session::open(defined(chain(dependents)), json::Value::object());
    std::int64_t value = 0;
    for (auto _ : state) {
        const auto changes = opened.session->set("/a0", ++value);
        if (!changes || changes->size() < dependents) giveUp("the chain did not follow");
    }
}

} // namespace

int main(int count, char** arguments)
{
    benchmark::Initialize(&count, arguments);
    if (count != 4) giveUp("usage: forms_bench DEFINITION FACTS SUBMISSION");
    const std::string definition = contents(arguments[1]), facts = contents(arguments[2]),
                      text = contents(arguments[3]);
    benchmark::RegisterBenchmark("check", checkFiling, definition, facts, text);
    benchmark::RegisterBenchmark("definition", readForm, definition);
    benchmark::RegisterBenchmark("set", setAtChainsHead)->Arg(0)->Arg(50)->Arg(100)->Arg(250)->Arg(500);
    benchmark::RunSpecifiedBenchmarks();
}
