// What pinentry answers, and what it is told, on any bytes.
#include "native-host/platform/linux/assuan.h"
#include "tests/fuzz/demand.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

using namespace ekey;
using namespace ekey::platform;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    const assuan::Reply reply = assuan::parse(text);
    fuzz::demand(reply.rest.size() <= text.size(), "what is left is part of the line");
    std::string answered(reply.rest);
    if (const auto length = assuan::unescape(std::span(answered))) {
        fuzz::demand(*length <= answered.size(), "unescaping makes nothing longer");
    }

    const std::string line = assuan::line("SETDESC", assuan::wrap(text));
    fuzz::demand(line.size() <= assuan::lineBytes, "a line is as long as pinentry takes");
    fuzz::demand(line.starts_with("SETDESC"), "a line is the command that was meant");
    fuzz::demand(std::none_of(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }),
                 "a line is one line");
    std::string back = assuan::escape(text);
    const auto length = assuan::unescape(std::span(back));
    fuzz::demand(length && std::string_view(back).substr(0, *length) == text, "what is escaped comes back");
    return 0;
}
