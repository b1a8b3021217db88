// token_holder: what a module alone costs in memory: loads the one that MODULE names, signs once, says so by one byte,
// and waits until its standard input ends.
#include "tests/bench/token/bare.h"

#include <cstdlib>
#include <exception>
#include <unistd.h>

int main()
{
    try {
        ekey::bench::Bare bare(std::getenv("MODULE"));
        const ekey::bench::Bytes id{1};
        bare.sign(CKM_ECDSA, "818181", id, {ekey::bench::Bytes(32, 1)});
        char byte = '.';
        if (write(STDOUT_FILENO, &byte, 1) != 1) return 1;
        return read(STDIN_FILENO, &byte, 1) == 0 ? 0 : 1;
    } catch (const std::exception&) {
        return 1;
    }
}
