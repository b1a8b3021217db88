// ekey-check verify and certificate, as a script sees them. web/client/test/verify.test.mjs runs every case of the
// fixtures.
#include "tests/process/tools/ekey_check.h"

namespace ekey {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class EkeyCheckVerify : public EkeyCheck {
protected:
    EkeyCheckVerify()
    {
        const Ran ran = run("cp '" EKEY_SOURCE_DIR "/tests/fixtures/signature/'* .");
        EXPECT_EQ(ran.status, 0) << ran.err;
    }

    static constexpr const char* at = " --at 2026-11-23T08:00:00Z";
};

TEST_F(EkeyCheckVerify, validSignature_isToldAndExitsWithZero)
{
    const Ran ran = run(std::string("check verify sm2-gbt35275.p7s --anchor sm2.pem") + at);
    EXPECT_EQ(ran.status, 0) << ran.err;
    ASSERT_THAT(ran.lines(), SizeIs(1));
    const json::Value line = ran.lines()[0];
    EXPECT_EQ(line.at("valid"), true);
    EXPECT_EQ(line.at("form"), "gbt35275");
    EXPECT_EQ(line.at("signer").at("uscc"), "91120000PDY00001X7");
    EXPECT_EQ(line.at("revocation"), "unchecked");
    EXPECT_THAT(line.at("chain"), SizeIs(3));
    EXPECT_THAT(line.at("errors"), IsEmpty());
}

TEST_F(EkeyCheckVerify, anchorsListsAndContent_areTakenFromSeveralFiles)
{
    const std::string line =
        std::string("check verify --anchor stranger.pem issuing.pem --crl root.crl --crl good.crl") + at +
        " --content content.json sm2-detached.p7s";
    const Ran ran = run(line);
    EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
    EXPECT_EQ(ran.lines().at(0).at("revocation"), "checked");
    EXPECT_EQ(
        run("cat stranger.pem issuing.pem >both.pem && check verify sm2-cms.p7s --anchor both.pem" + std::string(at))
            .status,
        0);
}

TEST_F(EkeyCheckVerify, invalidSignature_exitsWithOneAndSaysWhyInTheLanguageAskedFor)
{
    const std::string words = std::string(" verify sm2-gbt35275.p7s --anchor issuing.pem --crl revoked.crl") + at;
    const Ran english = run("check" + words);
    EXPECT_EQ(english.status, 1);
    EXPECT_EQ(english.lines().at(0).at("valid"), false);
    EXPECT_EQ(code(english.lines()[0]), "certificate.revoked");
    EXPECT_THAT(english.lines()[0].at("errors")[0].at("text").get<std::string>(), HasSubstr("2026-11-22T08:00:00Z"));
    const Ran chinese = run("check --language zh-CN" + words);
    EXPECT_THAT(chinese.lines().at(0).at("errors")[0].at("text").get<std::string>(), HasSubstr("吊销"));
}

TEST_F(EkeyCheckVerify, reasons_areToldInWords)
{
    const auto texts = [this](const std::string& words) {
        const Ran ran = run("check " + words + at);
        EXPECT_EQ(ran.status, 1) << ran.err;
        return ran.lines().at(0).at("errors")[0].at("text").get<std::string>();
    };
    const std::string chain = "verify authority-expired.p7s --anchor sm2.pem";
    EXPECT_THAT(texts("--language en " + chain), HasSubstr("(the certificate of an authority in it has expired)"));
    EXPECT_THAT(texts("--language zh-CN " + chain), HasSubstr("（其中一家机构的证书已过期）"));
    EXPECT_THAT(texts("--language zh-CN verify sm2-gbt35275.p7s --anchor issuing.pem --crl revoked.crl"),
                HasSubstr("（私钥可能已泄露）"));
}

TEST_F(EkeyCheckVerify, whatIsNoSignature_isNotValid)
{
    const Ran ran = run(std::string("printf nonsense | check verify - --anchor sm2.pem") + at);
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(code(ran.lines().at(0)), "signature.malformed");
}

TEST_F(EkeyCheckVerify, fileThatCannotBeRead_verifiesNothingAndExitsWithTwo)
{
    for (const auto& [words, expected] : std::initializer_list<std::pair<const char*, const char*>>{
             {"absent --anchor sm2.pem", "file.missing"},
             {"sm2-cms.p7s --anchor absent", "file.missing"},
             {"sm2-cms.p7s --anchor content.json", "certificate.malformed"},
             {"sm2-cms.p7s --anchor good.crl", "pem.none"},
             {"sm2-cms.p7s --anchor sm2.pem --crl content.json", "crl.malformed"},
             {"sm2-cms.p7s --anchor sm2.pem --content .", "file.folder"}}) {
        const Ran ran = run(std::string("check verify ") + words + at);
        EXPECT_EQ(ran.status, 2) << words;
        EXPECT_THAT(ran.out, IsEmpty()) << words;
        EXPECT_THAT(ran.err, HasSubstr(expected)) << words;
    }
}

TEST_F(EkeyCheckVerify, commandThatMakesNoSense_exitsWithTwo)
{
    EXPECT_EQ(run("check verify sm2-cms.p7s").status, 2);
    EXPECT_EQ(run("check verify --anchor sm2.pem").status, 2);
    EXPECT_EQ(run("check verify sm2-cms.p7s --anchor sm2.pem --at 2026-11-23").status, 2);
    EXPECT_EQ(run("check verify sm2-cms.p7s --anchor sm2.pem --at 2026-02-29T00:00:00Z").status, 2);
}

TEST_F(EkeyCheckVerify, withoutATime_isNow)
{
    const Ran ran = run("check verify sm2-gbt35275.p7s --anchor sm2.pem");
    const std::string until = ran.lines().at(0).at("signer").at("notAfter").get<std::string>();
    const bool over = until < run("date -u +%Y-%m-%dT%H:%M:%SZ").out;
    EXPECT_EQ(ran.status, over ? 1 : 0);
}

TEST_F(EkeyCheckVerify, certificate_tellsEachOfAFileInBothForms)
{
    const Ran ran = run("check certificate chain.pem && openssl x509 -in sm2.pem -outform DER | check certificate -");
    EXPECT_EQ(ran.status, 0) << ran.err;
    const auto lines = ran.lines();
    ASSERT_THAT(lines, SizeIs(3));
    EXPECT_EQ(lines[0].at("file"), "chain.pem");
    EXPECT_EQ(lines[0].at("commonName"), "天津示范进出口有限公司");
    EXPECT_EQ(lines[0].at("uses"), json::Value({"authenticate", "sign"}));
    EXPECT_EQ(lines[0].at("issuerName"), "测试签发机构");
    EXPECT_EQ(lines[0].at("notAfter"), "2027-11-23T08:00:00Z");
    EXPECT_EQ(lines[1].at("uses"), json::Value({"authority"}));
    EXPECT_EQ(lines[2].at("file"), "-");
}

TEST_F(EkeyCheckVerify, certificate_thatIsNoneHasALineAndTheOthersGoOn)
{
    const Ran ran = run("check certificate good.crl absent sm2.pem");
    EXPECT_EQ(ran.status, 1);
    ASSERT_THAT(ran.lines(), SizeIs(3));
    EXPECT_EQ(code(ran.lines()[0]), "pem.none");
    EXPECT_EQ(code(ran.lines()[1]), "file.missing");
    EXPECT_EQ(ran.lines()[2].at("commonName"), "测试根");
}

} // namespace
} // namespace ekey
