// The files that signature-fixtures makes, and cases.json, which says what a verifier must say of them.
#pragma once

#include "core/json/canonical.h"
#include "core/signature/time.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <filesystem>

namespace ekey::test {

class FixtureFolder {
public:
    explicit FixtureFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    struct Case {
        std::string name;
        std::string signedData{}; ///< bytes of a new file, named after the case; where empty: `file`
        std::string file{};       ///< an earlier one
        std::string content{};    ///< name of a file, of a detached content
        std::string anchor = "sm2.pem";
        std::string list{};
        signature::Time at = testTime;
        std::string codes{}; ///< expected, in their order
    };

    void write(const std::string& name, std::string_view bytes) { writeFile(folder_ / name, bytes); }

    void add(const Case& one)
    {
        const std::string file = one.file.empty() ? one.name + ".p7s" : one.file;
        json::Value value = {{"name", one.name},
                             {"signedData", file},
                             {"anchors", json::Value::array({one.anchor})},
                             {"at", signature::timestamp(one.at)},
                             {"codes", one.codes}};
        if (one.file.empty()) write(file, one.signedData);
        if (!one.content.empty()) value["content"] = one.content;
        if (!one.list.empty()) value["revocationLists"] = json::Value::array({one.list});
        cases_ += (cases_.empty() ? "[\n" : ",\n") + json::canonical(value);
    }

    void finish() { write("cases.json", cases_ + "\n]\n"); }

private:
    std::filesystem::path folder_;
    std::string cases_;
};

} // namespace ekey::test
