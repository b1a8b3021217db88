// How many identifiers one core checks in a second: cmake --preset release -DEKEY_BENCH=ON, target identifiers_bench.
#include "core/identifier/identifier.h"

#include <benchmark/benchmark.h>

using namespace ekey;

namespace {

void check(benchmark::State& state, identifier::Check named, std::string_view text)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(named(text, {"2026-11-23", ""}));
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(check, uscc_good, identifier::uscc, "91110000600037341L");
BENCHMARK_CAPTURE(check, uscc_withOrnament, identifier::uscc, " 9111 0000-6000 3734-1l");
BENCHMARK_CAPTURE(check, uscc_fullWidth, identifier::uscc, "９１１１００００６０００３７３４１Ｌ");
BENCHMARK_CAPTURE(check, uscc_wrong, identifier::uscc, "91110000600037441L");
BENCHMARK_CAPTURE(check, uscc_withSuggestion, identifier::uscc, "9I110000600037341L");
BENCHMARK_CAPTURE(check, residentId, identifier::residentId, "11010519491231002X");
BENCHMARK_CAPTURE(check, tradeCode, identifier::tradeCode, "440371526726X");
BENCHMARK_CAPTURE(check, mobile, identifier::mobile, "138 0013 8000");
BENCHMARK_CAPTURE(check, email, identifier::email, "zhang.san@mail.example.com.cn");
BENCHMARK_CAPTURE(check, personName, identifier::personName, "阿卜杜拉·买买提");

} // namespace
