#include "tests/process/token/script/script.h"

#include <filesystem>

namespace ekey::test {

Script::Script(const std::vector<Line>& lines) : count(lines.size())
{
    std::string text;
    for (const Line& line : lines) {
        text += line.function + ' ' + std::to_string(line.argument) + ' ' + std::to_string(line.value) + ' ' +
                std::to_string(line.code) + '\n';
    }
    writeFile(folder / "script", text);
    writeFile(folder / "done", "");
}

std::map<std::string, std::string> Script::environment() const
{
    return {{"EKEY_SCRIPT", folder / "script"}, {"EKEY_SCRIPT_DONE", folder / "done"}};
}

std::size_t Script::left() const { return count - std::filesystem::file_size(folder / "done"); }

std::vector<Line> failingAt(const std::vector<Line>& plan, const std::string& function, CK_RV code)
{
    std::vector<Line> lines;
    bool open = false;
    bool loggedIn = false;
    bool searching = false;
    for (const Line& line : plan) {
        lines.push_back(line);
        if (line.function == function) {
            lines.back().code = code;
            break;
        }
        open = open || line.function == "C_OpenSession";
        loggedIn = loggedIn || line.function == "C_Login";
        searching = (searching || line.function == "C_FindObjectsInit") && line.function != "C_FindObjectsFinal";
    }
    if (searching) lines.push_back({"C_FindObjectsFinal"});
    if (loggedIn) lines.push_back({"C_Logout"});
    if (open) lines.push_back({"C_CloseSession"});
    return lines;
}

} // namespace ekey::test
