#include "core/text/utf8.h"
#include "tests/unit/portal/accounts/desk.h"

#include <gmock/gmock.h>

namespace ekey::portal::accounts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class RegistrationTest : public Desk {};

TEST_F(RegistrationTest, register_sendsALinkAndMakesNoAccount)
{
    EXPECT_EQ(code(registerEnterprise, registration()), "");
    EXPECT_EQ(last.status, 202U);
    EXPECT_EQ(*last.body, "{}");
    EXPECT_EQ(rows("accounts"), 0);
    EXPECT_EQ(mail("recipient"), "zhang.san@demonstration.example");
    EXPECT_THAT(mail("text"), HasSubstr("https://portal.example/activate#" + token()));
    EXPECT_EQ(rows("registrations WHERE id = '" + tokenId(token()) + "'"), 1);
    EXPECT_EQ(mail("occasion"), "activation:" + tokenId(token()));
}

TEST_F(RegistrationTest, register_everyFieldsErrorAtOnceAndTheProofIsKept)
{
    auto fields = registration();
    fields["uscc"] = "91120000PDY00001X8";
    fields["enterprise"] = " ";
    fields["login"] = "nobody";
    fields["userName"] = "<script>";
    fields["email"] = "no address";
    fields["mobile"] = "1380013";
    EXPECT_THAT(refusals(registerEnterprise, request(fields)),
                ElementsAre("uscc.check_digit /uscc", "answer.required /enterprise", "login_name.general /login",
                            testing::StartsWith("name.character /userName"), "email.at /email",
                            "mobile.length /mobile"));
    EXPECT_EQ(status, 422U);
    auto right = registration();
    right["proof"] = fields["proof"];
    EXPECT_EQ(code(registerEnterprise, right), "");
}

TEST_F(RegistrationTest, register_aProofServesOnce)
{
    auto fields = registration();
    EXPECT_EQ(code(registerEnterprise, fields), "");
    EXPECT_THAT(refusals(registerEnterprise, request(fields)), ElementsAre("proof.used /proof"));
    fields["proof"] = "";
    EXPECT_THAT(refusals(registerEnterprise, request(fields)), ElementsAre("proof.wrong /proof"));
    EXPECT_EQ(rows("outbox"), 1);
}

TEST_F(RegistrationTest, register_loginNameByKindOfLicence)
{
    auto fields = registration();
    fields["login"] = "someone@else.example";
    EXPECT_THAT(refusals(registerEnterprise, request(fields)), ElementsAre("registration.login_email /login"));
    fields["login"] = "ZHANG.SAN@demonstration.example"; // a capital makes no other address
    EXPECT_EQ(code(registerEnterprise, fields), "");
    fields = registration();
    fields["licenceKind"] = "mechanical";
    EXPECT_THAT(refusals(registerEnterprise, request(fields)), ElementsAre("answer.required /login"));
    fields["login"] = "zhang.san@demonstration.example";
    EXPECT_THAT(refusals(registerEnterprise, request(fields)), ElementsAre("login_name.email /login"));
    fields["licenceKind"] = "usedVehicle";
    EXPECT_EQ(code(registerEnterprise, fields), "");
    fields["licenceKind"] = "other";
    EXPECT_THAT(refusals(registerEnterprise, request(fields)), ElementsAre("member.choice /licenceKind"));
}

TEST_F(RegistrationTest, register_namesInjectNothing)
{
    auto fields = registration();
    fields["enterprise"] = "天津\r\nBcc: all@portal.example\r\n\r\n公司";
    EXPECT_EQ(code(registerEnterprise, fields), "");
    EXPECT_THAT(mail("text"), Not(HasSubstr("Bcc")));
    EXPECT_EQ(rows("registrations WHERE enterprise LIKE '%' || char(10) || '%'"), 0);
    fields = registration("zhang@demonstration.example\r\nBcc: all@portal.example");
    EXPECT_NE(code(registerEnterprise, fields), "");
    fields = registration();
    fields["userName"] = "张三\r\nBcc: all@portal.example";
    EXPECT_NE(code(registerEnterprise, fields), "");
}

TEST_F(RegistrationTest, register_enterpriseNameAtItsLimitAndOnePast)
{
    auto fields = registration();
    fields["enterprise"] = std::string(enterpriseMost, 'x');
    EXPECT_EQ(code(registerEnterprise, fields), "");
    fields = registration();
    fields["enterprise"] = std::string(enterpriseMost + 1, 'x');
    EXPECT_EQ(code(registerEnterprise, fields), "registration.enterprise_length");
}

TEST_F(RegistrationTest, register_whoComesFirstKeepsNobodyOut)
{
    EXPECT_EQ(code(registerEnterprise, mechanical("attacker@evil.example")), "");
    const std::string attackers = token();
    EXPECT_EQ(code(registerEnterprise, mechanical("zhang.san@demonstration.example")), "");
    const std::string own = token();
    EXPECT_EQ(choose(own), "");
    EXPECT_EQ(rows("accounts WHERE email = 'zhang.san@demonstration.example'"), 1);
    EXPECT_EQ(choose(attackers), "account_token.unknown");
    EXPECT_EQ(rows("accounts"), 1);
    EXPECT_EQ(code(logInWithPassword, login("jidian01", goodPassword)), "");
}

TEST_F(RegistrationTest, register_aLaterOneChangesNothingOfAnothersMail)
{
    EXPECT_EQ(code(registerEnterprise, mechanical("zhang.san@demonstration.example")), "");
    const std::string own = token();
    auto attackers = mechanical("attacker@evil.example");
    attackers["userName"] = "李四";
    EXPECT_EQ(code(registerEnterprise, attackers), "");
    EXPECT_EQ(choose(own), "");
    EXPECT_EQ(rows("accounts WHERE email = 'zhang.san@demonstration.example' AND user_name = '张三'"), 1);
}

TEST_F(RegistrationTest, register_anExistingAccountAnswersTheSameAndOffersAReset)
{
    activated();
    EXPECT_EQ(code(registerEnterprise, registration()), "");
    EXPECT_EQ(last.status, 202U);
    EXPECT_EQ(*last.body, "{}");
    EXPECT_THAT(mail("text"), HasSubstr("https://portal.example/reset#"));
    EXPECT_EQ(choose(token(), "eight yellow umbrellas"), "");
    EXPECT_EQ(code(logInWithPassword, login("zhang.san@demonstration.example", "eight yellow umbrellas")), "");
}

TEST_F(RegistrationTest, register_anExistingAccountOfAnotherAddressGivesNoLink)
{
    EXPECT_EQ(code(registerEnterprise, mechanical("zhang.san@demonstration.example")), "");
    EXPECT_EQ(choose(token()), "");
    EXPECT_EQ(code(registerEnterprise, mechanical("attacker@evil.example")), "");
    EXPECT_EQ(last.status, 202U);
    EXPECT_EQ(mail("recipient"), "attacker@evil.example");
    EXPECT_EQ(token(), "");
    EXPECT_EQ(rows("account_tokens"), 0);
}

TEST_F(RegistrationTest, activation_linkUpToItsLimitAndNotAtIt)
{
    EXPECT_EQ(code(registerEnterprise, registration()), "");
    const std::string first = token();
    now += activationSeconds;
    EXPECT_EQ(choose(first), "account_token.expired");
    EXPECT_EQ(code(registerEnterprise, registration()), "");
    now += activationSeconds - 1;
    EXPECT_EQ(choose(token()), "");
}

TEST_F(RegistrationTest, activation_whatIsNeverActivatedIsForgotten)
{
    EXPECT_EQ(code(registerEnterprise, registration()), "");
    const auto other = [&] { return code(registerEnterprise, registration("li.si@demonstration.example")); };
    now += unactivatedSeconds - 1;
    EXPECT_EQ(other(), "");
    EXPECT_EQ(rows("registrations"), 2);
    now += 1;
    EXPECT_EQ(other(), "");
    EXPECT_EQ(rows("registrations WHERE email LIKE 'zhang%'"), 0);
}

TEST_F(RegistrationTest, limit_ofAClientsAddress)
{
    for (int i = 0; i < registrationsOfAddress.count; ++i) {
        ASSERT_EQ(code(registerEnterprise, registration("user" + std::to_string(i) + "@demonstration.example")), "");
    }
    EXPECT_EQ(code(registerEnterprise, registration("one.more@demonstration.example")), "attempts.too_many");
    EXPECT_EQ(status, 429U);
    address = "203.0.113.10";
    EXPECT_EQ(code(registerEnterprise, registration("one.more@demonstration.example")), "");
}

TEST_F(RegistrationTest, limit_ofAMailsAddressIsTheSameForAnExistingAccount)
{
    activated("li.si@demonstration.example"); // its first mail
    for (int i = 1; i < mailsToAddress.count; ++i) {
        ASSERT_EQ(code(registerEnterprise, registration("li.si@demonstration.example")), "");
    }
    EXPECT_EQ(code(registerEnterprise, registration("LI.SI@demonstration.example")), "attempts.too_many");
    for (int i = 0; i < mailsToAddress.count; ++i) {
        ASSERT_EQ(code(registerEnterprise, registration()), "");
    }
    EXPECT_EQ(code(registerEnterprise, registration()), "attempts.too_many");
    now += mailsToAddress.window;
    EXPECT_EQ(code(registerEnterprise, registration()), "");
}

} // namespace
} // namespace ekey::portal::accounts
