// Replays tests/conformance natively; web/client/test/conformance.test.mjs replays the same in WebAssembly.
#include "core/json/canonical.h"
#include "wasm/forms.h"
#include "wasm/materials.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace ekey::wasm {
namespace {

std::string readFile(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>(in), {}};
}

const std::filesystem::path checkout = EKEY_SOURCE_DIR;

/// The request's text: as it stands in the step, or built from "call" with the members of "files" read from files.
std::string request(const json::Value& step)
{
    if (step.contains("text")) {
        return step.at("text").get<std::string>();
    }
    json::Value call = step.at("call");
    const json::Value files = step.value("files", json::Value::object());
    for (const auto& [member, path] : files.items()) {
        call[member] = readFile(checkout / path.get<std::string>());
    }
    return json::canonical(call);
}

template <class Module>
void replay(const std::string& file)
{
    const auto cases = json::read(readFile(checkout / "tests/conformance" / file));
    ASSERT_TRUE(cases) << file << ": " << json::canonical(toJson(cases.error()));
    ASSERT_FALSE(cases->empty());
    for (const json::Value& one : *cases) {
        Module module;
        int number = 0;
        for (const json::Value& step : one.at("steps")) {
            const Answer answer = module.call(request(step));

            SCOPED_TRACE(file + ": " + one.at("name").get<std::string>() + ", step " + std::to_string(++number));
            EXPECT_EQ(json::canonical(step.at("answer")), answer.text);
            EXPECT_EQ(step.value("status", 0), answer.fate == Fate::answered ? 0 : 1);
        }
    }
}

TEST(Conformance, canonicalForm_isByteForByteAsWritten) { replay<Forms>("canonical.json"); }
TEST(Conformance, hostileRequests_areRefusedAsWritten) { replay<Forms>("requests.json"); }
TEST(Conformance, identifiers_areCheckedAsWritten) { replay<Forms>("identifiers.json"); }
TEST(Conformance, forms_goAsWritten) { replay<Forms>("forms.json"); }
TEST(Conformance, files_areLookedAtAsWritten) { replay<Materials>("materials.json"); }
TEST(Conformance, renewal_goesAsWritten) { replay<Forms>("renewal.json"); }
TEST(Conformance, otherBusinesses_goAsWritten) { replay<Forms>("businesses.json"); }

} // namespace
} // namespace ekey::wasm
