// assuan-script-pinentry: a pinentry for tests that speaks real Assuan and answers by a script.
//
//   assuan-script-pinentry FOLDER
// takes the first line of FOLDER/answer, and leaves the last one there for all windows to come: "pin TEXT", "cancel",
// "timeout", "wait" (until it is ended), "hold" (for the line that comes through the pipe FOLDER/held), "ok" (to
// CONFIRM), "terminal" or "garbage"; appends every command it is told to FOLDER/shown, unescaped, one a line with
// newlines as "\n".
// FOLDER/asked appears (by a rename) when it has been asked. A line over Assuan's 1,000 bytes ends it, as it ends the
// real ones.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <unistd.h>

namespace {

constexpr std::size_t lineBytes = 1000;

std::string unescaped(const std::string& text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const char byte = static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            out += byte == '\n' ? std::string("\\n") : std::string(1, byte);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        out += c == '%' ? std::string("%25") : std::string(1, c);
    }
    return out;
}

void say(const std::string& line) { std::cout << line << std::endl; }

std::string nextAnswer(const std::filesystem::path& folder)
{
    std::ifstream in(folder / "answer");
    std::string line;
    std::getline(in >> std::ws, line);
    const std::string others{std::istreambuf_iterator<char>(in), {}};
    if (!others.empty()) {
        std::ofstream(folder / "answer.work") << others;
        std::filesystem::rename(folder / "answer.work", folder / "answer");
    }
    return line;
}

bool answer(const std::filesystem::path& folder, bool asksPin)
{
    std::ofstream(folder / "asked.work") << "asked";
    std::filesystem::rename(folder / "asked.work", folder / "asked");
    std::string line = nextAnswer(folder);
    if (line == "hold") {
        std::getline(std::ifstream(folder / "held"), line); // waits until a test writes
    }
    if (asksPin && line.starts_with("pin ")) {
        say("D " + escaped(line.substr(4)));
        say("OK");
    } else if (line == "empty" || (!asksPin && line == "ok")) {
        say("OK");
    } else if (line == "cancel") {
        say("ERR 83886179 Operation cancelled <Pinentry>");
    } else if (line == "timeout") {
        say("ERR 83886142 Timeout <Pinentry>");
    } else if (line == "terminal") {
        say("ERR 83918950 Inappropriate ioctl for device <Pinentry>");
    } else if (line == "garbage") {
        say("D %zz");
    } else if (line == "wait") {
        std::cin.get(); // the host closes its end or ends us
        return false;
    } else {
        return false;
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::cerr << "usage: assuan-script-pinentry FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::ofstream shown(folder / "shown", std::ios::app);
    say("OK Pleased to meet you");
    for (std::string line; std::getline(std::cin, line);) {
        if (line.size() > lineBytes) {
            return 1;
        }
        shown << unescaped(line) << std::endl;
        if (line == "BYE") {
            say("OK closing connection");
            return 0;
        }
        if (line == "GETPIN" || line == "CONFIRM") {
            if (!answer(folder, line == "GETPIN")) return 1;
        } else {
            say("OK");
        }
    }
    return 0;
}
