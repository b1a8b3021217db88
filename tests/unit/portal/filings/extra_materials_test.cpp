// What one agency asks beyond the materials that all ask: forms/agencies.json through the portal's facts into the
// forms.
#include "core/form/session.h"
#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "portal/filings/facts.h"
#include "portal/filings/forms.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::portal::filings {
namespace {

const std::string folderOfForms = EKEY_SOURCE_DIR "/forms";
constexpr const char* asking = "12";
constexpr const char* other = "11";

/// As they are served, but that the agency `asking` asks for those as well.
Agencies agenciesThatAsk(const json::Value& materials)
{
    json::Value list = *json::read(test::readFile(folderOfForms + "/agencies.json"));
    for (json::Value& agency : list["agencies"]) {
        if (agency.at("value") == asking) agency["extraMaterials"] = materials;
    }
    const test::TempFolder folder;
    test::writeFile(folder / "agencies.json", json::canonical(list));
    return Agencies::read(folder.path().string());
}

/// The extra materials that the form demands of whoever chose that agency.
std::vector<std::string> demanded(const std::shared_ptr<const form::Definition>& form, const Agencies& agencies,
                                  const std::string& agency)
{
    Caller caller;
    caller.account = "a";
    caller.uscc = "91110000PDY0000283";
    caller.enterprise = "北京演示进出口有限公司";
    const auto opened = form::Session::open(form, facts(*form, caller, agencies, 0, {}, 1795420800));
    EXPECT_TRUE(opened.session);
    EXPECT_TRUE(opened.session->set("/request/agency", agency));
    std::vector<std::string> found;
    for (const Error& error : opened.session->validate()) {
        for (const char* item : {"legalRepresentativeId", "commitmentLetter"}) {
            if (error.code == "answer.required" && error.pointer.ends_with(item)) found.emplace_back(item);
        }
    }
    return found;
}

class ExtraMaterials : public testing::TestWithParam<const char*> {
protected:
    const std::shared_ptr<const form::Definition> form = Forms::read(folderOfForms).of(GetParam()).definition;
};

TEST_P(ExtraMaterials, areDemandedByTheAgencyThatAsksForThemAndByNoOther)
{
    using List = std::vector<std::string>;
    const Agencies both = agenciesThatAsk({"legalRepresentativeId", "commitmentLetter"});
    EXPECT_EQ(demanded(form, both, asking), (List{"legalRepresentativeId", "commitmentLetter"}));
    EXPECT_EQ(demanded(form, both, other), List{});
    const Agencies one = agenciesThatAsk(json::Value::array({"commitmentLetter"}));
    EXPECT_EQ(demanded(form, one, asking), List{"commitmentLetter"});
    const Agencies none = Agencies::read(folderOfForms);
    EXPECT_EQ(demanded(form, none, asking), List{});
}

INSTANTIATE_TEST_SUITE_P(OfBusinesses, ExtraMaterials,
                         testing::Values("first", "additional", "reissue", "change", "unlock", "cancellation"));

} // namespace
} // namespace ekey::portal::filings
