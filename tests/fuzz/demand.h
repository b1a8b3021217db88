// What a fuzz target does when a property does not hold: ends the program, so that libFuzzer keeps the input.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace ekey::fuzz {

inline void demand(bool holds, const char* what)
{
    if (holds) return;
    std::fprintf(stderr, "property broken: %s\n", what);
    std::abort();
}

} // namespace ekey::fuzz
