#include "native-host/host/commands/command.h"

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace ekey::host {

void print(const std::string& text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
        throw std::system_error(errno, std::generic_category(), "standard output");
    }
}

} // namespace ekey::host
