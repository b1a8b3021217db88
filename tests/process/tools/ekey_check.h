// ekey-check run as a script runs it.
#pragma once

#include "core/json/reader.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>

#include <sstream>

namespace ekey {

struct Ran {
    int status;
    std::string out;
    std::string err;

    /// The lines of `out`, each of which must be JSON.
    std::vector<json::Value> lines() const
    {
        std::vector<json::Value> all;
        std::istringstream in(out);
        for (std::string line; std::getline(in, line);) {
            auto value = json::read(line);
            EXPECT_TRUE(value) << line;
            if (value) all.push_back(*value);
        }
        return all;
    }
};

class EkeyCheck : public testing::Test {
protected:
    /// Runs a line of shell in the test's own folder, where `check` is the program.
    Ran run(const std::string& line) const
    {
        const std::string shell = "cd '" + folder.path().string() + "' && check() { '" EKEY_CHECK "' \"$@\"; } && { " +
                                  line + "; } >out 2>err";
        test::Process process("/bin/sh", {"-c", shell}, {.environment = {{"LC_ALL", "en_GB.UTF-8"}}, .output = {}});
        const int status = process.wait().value_or(-1000);
        return {status, test::readFile(folder / "out"), test::readFile(folder / "err")};
    }

    const test::TempFolder folder;
};

inline std::string code(const json::Value& line) { return line.at("errors").at(0).at("code").get<std::string>(); }

} // namespace ekey
