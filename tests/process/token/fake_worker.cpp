// A worker that EKEY_FAKE makes answer badly; it opens well, and misbehaves when asked for the inventory.
#include "native-host/token/answer.h"
#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/operation.h"

#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

using namespace ekey::token;

namespace {

void readAll(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t got = read(STDIN_FILENO, bytes.data(), bytes.size());
        if (got <= 0) _exit(0);
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

void writeAll(std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (sent <= 0) _exit(0);
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
}

void answer(std::uint32_t number, Answer::Body body) { writeAll(*encode(Answer{number, std::move(body)})); }

void writeText(std::string_view text) { writeAll({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}); }

void misbehave(std::string_view what, std::uint32_t number)
{
    using namespace std::string_view_literals;
    if (what == "garbage") writeText("HTTP/1.1 200 OK\r\n\r\n");
    if (what == "tiny") writeText("\x05\0\0\0\x01\x80\0\0\0"sv);
    if (what == "short") {
        writeText("\x64\0\0\0half"sv);
        _exit(3);
    }
    if (what == "large") {
        const std::uint32_t length = limits::answerFrame + 1;
        const std::uint8_t bytes[] = {length & 0xff, length >> 8 & 0xff, length >> 16 & 0xff, length >> 24};
        writeAll(bytes);
    }
    if (what == "number") answer(number + 1, Inventory{});
    if (what == "kind") answer(number, Done{});
    if (what == "signature") answer(number, Signature{{1}});
    if (what == "trailing") {
        FrameWriter frame(ekey::token::number(Operation::tokens), number);
        for (int fields = 0; fields < 3; ++fields) { // one too many
            frame.number(0);
        }
        writeAll(*std::move(frame).finish(limits::answerFrame));
    }
    while (what == "chatter") {
        answer(number, Entered{"C_Sign"});
    }
    if (what == "chatter.limit") {
        for (std::size_t calls = 0; calls < limits::calls; ++calls) {
            answer(number, Entered{"C_Sign"});
            answer(number, Returned{"C_Sign", 0, 0});
        }
    }
    if (what == "good" || what == "leaves" || what == "chatter.limit") answer(number, Inventory{});
    if (what.starts_with("sign.")) {
        for (int signatures = what == "sign.two" ? 2 : what == "sign.one" ? 1 : 0; signatures > 0; --signatures) {
            answer(number, Signature{{1}});
        }
        answer(number, Done{});
    }
    if (what == "extra") {
        auto twice = *encode(Answer{number, Inventory{}});
        const WipedBytes once = twice;
        twice.insert(twice.end(), once.begin(), once.end());
        writeAll(twice); // in one piece: with the answer there is the other
    }
    if (what == "leaves") {
        close(STDIN_FILENO); // before the FIFO, which tells the test
        close(STDOUT_FILENO);
        _exit(0);
    }
}

} // namespace

int main()
{
    const char* what = std::getenv("EKEY_FAKE");
    if (const char* fifo = std::getenv("EKEY_FAKE_FIFO")) open(fifo, O_WRONLY | O_CLOEXEC);
    while (true) {
        std::array<std::uint8_t, frameLengthBytes> length{};
        readAll(length);
        WipedBytes payload(frameLength(length, limits::requestFrame).value_or(frameHeaderBytes));
        readAll(payload);
        const FrameReader request(payload);
        if (request.operation() == number(Operation::open)) {
            answer(request.request(), Opened{});
        } else {
            misbehave(what, request.request());
        }
    }
}
