#include "tests/process/token/memory_scan.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace ekey::test {
namespace {

constexpr std::size_t regionMost = std::size_t{64} << 20; // a sanitizer's shadow is larger, and holds no text

bool holds(const std::vector<char>& memory, std::string_view inverted)
{
    const auto same = [](char seen, char wanted) { return static_cast<char>(~seen) == wanted; };
    return std::search(memory.begin(), memory.end(), inverted.begin(), inverted.end(), same) != memory.end();
}

} // namespace

bool memoryHolds(std::string_view inverted)
{
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        unsigned long begin = 0;
        unsigned long end = 0;
        char access[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, access) != 3 || access[1] != 'w') continue;
        if (end - begin > regionMost) continue;
        std::vector<char> copy(end - begin);
        iovec local{copy.data(), copy.size()};
        iovec remote{reinterpret_cast<void*>(begin), copy.size()};
        // Fails softly where another thread has just given the region back.
        const ssize_t got = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
        if (got <= 0) continue;
        copy.resize(static_cast<std::size_t>(got));
        const bool found = holds(copy, inverted);
        explicit_bzero(copy.data(), copy.size()); // or the next scan finds this one's copy
        if (found) return true;
    }
    return false;
}

} // namespace ekey::test
