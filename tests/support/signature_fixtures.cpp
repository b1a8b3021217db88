// signature-fixtures FOLDER: makes tests/fixtures/signature anew: SignedData that is valid, and one of each kind that
// is not, with what a verifier must say of it in cases.json. RSA and P-256 are signed by the `openssl` command, SM2 by
// our own code. The keys are forgotten.
#include "core/signature/revocation.h"
#include "core/signature/signed_document.h"
#include "core/text/base64.h"
#include "native-host/signing/signed_data.h"
#include "tests/support/fixture_folder.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_revocation_list.h"
#include "tests/unit/core/signature/crafted.h"

#include <cstdio>
#include <cstdlib>

using namespace ekey;
using signature::Der;
using test::day;
using test::FixtureFolder;
using test::Identity;
using test::KeyKind;
using test::Profile;
using test::testTime;

namespace {

const std::string content = "{\"audience\":\"https://ekey.example\",\"name\":\"天津示范进出口有限公司\"}";

/// One key family: a root, an issuing authority below it, an enterprise.
struct Family {
    explicit Family(KeyKind kind)
        : root(Identity::authority({.commonName = "测试根",
                                    .key = kind,
                                    .notBefore = testTime - 400 * day,
                                    .notAfter = testTime + 4000 * day})),
          issuing(root.issueAuthority({.commonName = "测试签发机构",
                                       .key = kind,
                                       .notBefore = testTime - 399 * day,
                                       .notAfter = testTime + 3999 * day})),
          enterprise(issuing.issue(profile(kind)))
    {}
    static Profile profile(KeyKind kind) { return {.uscc = "91120000PDY00001X7", .email = "a@b.example", .key = kind}; }
    Identity root, issuing, enterprise;
};

std::string_view text(const Der& der) { return {reinterpret_cast<const char*>(der.data()), der.size()}; }

std::string pem(const char* label, const Der& der)
{
    const std::string base64 = text::base64(der);
    std::string out = std::string("-----BEGIN ") + label + "-----\n";
    for (std::size_t at = 0; at < base64.size(); at += 64) {
        out += base64.substr(at, 64) + "\n";
    }
    return out + "-----END " + label + "-----\n";
}

Der signedBy(const Family& family, const signing::SigningOptions& given)
{
    signing::SigningOptions options = given;
    options.chain = {family.issuing.certificate()};
    const auto der = signing::signedData(content, family.enterprise.certificate(), options, family.enterprise.signer());
    if (!der) std::abort();
    return *der;
}

/// By the openssl command, with the attributes that its -cades gives beside the usual three.
Der opensslSignedBy(const Family& family, std::vector<std::string> arguments)
{
    const test::TempFolder folder;
    test::writeFile(folder / "issuing.pem", family.issuing.certificatePem());
    arguments.insert(arguments.end(), {"-certfile", (folder / "issuing.pem").string()});
    return test::opensslSigned(family.enterprise, content, arguments);
}

/// All of SM2, by our own code.
void addSm2(FixtureFolder& to, const Family& sm2)
{
    to.write("sm2.pem", sm2.root.certificatePem());
    to.write("content.json", content);
    to.write("other.json", "{}");
    const Der gbt = signedBy(sm2, {.now = testTime, .form = signature::Form::gbt35275});
    const Der cms = signedBy(sm2, {.now = testTime});
    const Der detached = signedBy(sm2, {.now = testTime, .form = signature::Form::gbt35275, .detached = true});
    Der wrong = gbt;
    wrong.back() ^= 1;
    const Der late = signedBy(sm2, {.now = testTime + 500 * day, .form = signature::Form::gbt35275});
    to.add({.name = "sm2-gbt35275", .signedData = std::string(text(gbt))});
    to.add({.name = "sm2-cms", .signedData = pem("CMS", cms)});
    to.add({.name = "sm2-detached", .signedData = std::string(text(detached)), .content = "content.json"});
    to.add({.name = "late-claim", .signedData = std::string(text(late)), .codes = "signature.time"});
    to.add({.name = "no-content", .file = "sm2-detached.p7s", .codes = "signature.no_content"});
    to.add({.name = "other-content", .file = "sm2-detached.p7s", .content = "other.json", .codes = "signature.digest"});
    to.add({.name = "two-contents",
            .file = "sm2-gbt35275.p7s",
            .content = "content.json",
            .codes = "signature.malformed"});
    to.add({.name = "wrong", .signedData = std::string(text(wrong)), .codes = "signature.wrong"});
    to.add({.name = "truncated",
            .signedData = std::string(text(gbt)).substr(0, gbt.size() - 1),
            .codes = "signature.malformed"});
    to.add({.name = "no-signed-data", .file = "sm2.pem", .codes = "pem.none"});
}

/// What only the certificate's chain and time make wrong.
void addChains(FixtureFolder& to, const Family& sm2)
{
    const std::string file = "sm2-gbt35275.p7s";
    const auto from = sm2.enterprise.certificate().notBefore(), until = sm2.enterprise.certificate().notAfter();
    const Identity stranger = Identity::authority({.commonName = "别", .key = KeyKind::sm2});
    to.write("stranger.pem", stranger.certificatePem());
    to.write("issuing.pem", sm2.issuing.certificatePem());
    to.write("chain.pem", sm2.enterprise.certificatePem() + sm2.issuing.certificatePem());
    to.add({.name = "last-second", .file = file, .at = until});
    to.add({.name = "expired", .file = file, .at = until + 1, .codes = "certificate.expired"});
    to.add({.name = "not-yet-valid", .file = file, .at = from - 1, .codes = "certificate.not_yet_valid"});
    to.add({.name = "issuer-unknown", .file = file, .anchor = "stranger.pem", .codes = "certificate.issuer_unknown"});
    to.add({.name = "issuing-anchor", .file = file, .anchor = "issuing.pem"});

    const Identity old =
        sm2.root.issueAuthority({.commonName = "旧机构", .key = KeyKind::sm2, .notAfter = testTime - day});
    const Identity below = old.issue({.key = KeyKind::sm2});
    const auto der = signing::signedData(
        content, below.certificate(),
        {.now = testTime, .form = signature::Form::gbt35275, .chain = {old.certificate()}}, below.signer());
    to.add({.name = "authority-expired", .signedData = std::string(text(*der)), .codes = "certificate.chain"});
}

void addRevocation(FixtureFolder& to, const Family& sm2)
{
    const std::string file = "sm2-gbt35275.p7s", anchor = "issuing.pem";
    const Identity& issuing = sm2.issuing;
    const signature::Certificate& signer = sm2.enterprise.certificate();
    const Identity lookAlike = Identity::authority({.commonName = "测试签发机构", .key = KeyKind::sm2});
    const std::pair<const char*, Der> lists[] = {
        {"good.crl", issuing.revocationList({})},
        {"revoked.crl", issuing.revocationList({.revoked = {{signer, testTime - day, 1}}})},
        {"revoked-later.crl", issuing.revocationList({.revoked = {{signer, testTime + 1, 4}}})},
        {"stale.crl", issuing.revocationList({.nextUpdate = testTime - 1})},
        {"young.crl", issuing.revocationList({.thisUpdate = testTime + 1})},
        {"forged.crl", lookAlike.revocationList({})},
        {"root.crl", sm2.root.revocationList({})}};
    for (const auto& [name, der] : lists) {
        to.write(name, std::string_view(name) == "good.crl" ? pem("X509 CRL", der) : std::string(text(der)));
    }
    to.add({.name = "not-revoked", .file = file, .anchor = anchor, .list = "good.crl"});
    to.add({.name = "revoked", .file = file, .anchor = anchor, .list = "revoked.crl", .codes = "certificate.revoked"});
    to.add({.name = "revoked-later",
            .file = file,
            .anchor = anchor,
            .list = "revoked-later.crl",
            .codes = "certificate.revoked_later"});
    to.add({.name = "stale-list", .file = file, .anchor = anchor, .list = "stale.crl", .codes = "crl.stale"});
    to.add({.name = "young-list", .file = file, .anchor = anchor, .list = "young.crl", .codes = "crl.not_yet_valid"});
    to.add({.name = "forged-list", .file = file, .anchor = anchor, .list = "forged.crl", .codes = "crl.signature"});
    to.add({.name = "missing-list", .file = file, .anchor = anchor, .list = "root.crl", .codes = "crl.missing"});
}

/// P-256 and RSA, by the openssl command, whose signing time is the day on which this runs.
void addOpenssl(FixtureFolder& to)
{
    const Family p256(KeyKind::p256), rsa(KeyKind::rsa2048);
    to.write("p256.pem", p256.root.certificatePem());
    to.write("rsa.pem", rsa.root.certificatePem());
    const auto add = [&to](const char* name, const Family& family, const char* anchor,
                           const std::vector<std::string>& arguments, const char* codes = "", const char* file = "") {
        to.add({.name = name,
                .signedData = std::string(text(opensslSignedBy(family, arguments))),
                .content = file,
                .anchor = anchor,
                .codes = codes});
    };
    add("p256", p256, "p256.pem", {"-cades", "-nodetach"});
    add("p256-detached", p256, "p256.pem", {"-cades"}, "", "content.json");
    add("rsa2048", rsa, "rsa.pem", {"-cades", "-nodetach"});
    add("rsa2048-sha512", rsa, "rsa.pem", {"-cades", "-nodetach", "-md", "sha512"});
    add("rsa2048-pss", rsa, "rsa.pem",
        {"-cades", "-nodetach", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32"});
    add("no-signing-certificate", p256, "p256.pem", {"-nodetach"}, "signature.attribute");
    add("no-attributes", p256, "p256.pem", {"-nodetach", "-noattr"}, "signature.no_attributes");
    add("no-certificate", p256, "p256.pem", {"-cades", "-nodetach", "-nocerts"}, "signature.signer_certificate");
    add("sha224", p256, "p256.pem", {"-cades", "-nodetach", "-md", "sha224"}, "signature.algorithm");
    const test::TempFolder folder;
    test::writeFile(folder / "second.pem", rsa.enterprise.certificatePem());
    test::writeFile(folder / "second.key", rsa.enterprise.keyPem());
    add("two-signers", p256, "p256.pem",
        {"-cades", "-nodetach", "-signer", (folder / "second.pem").string(), "-inkey",
         (folder / "second.key").string()},
        "signature.signers");
    const Identity encryption = p256.issuing.issue({.keyUsage = "critical,keyEncipherment,keyAgreement"});
    to.add({.name = "encryption-certificate",
            .signedData = std::string(text(test::opensslSigned(encryption, content, {"-cades", "-nodetach"}))),
            .anchor = "p256.pem",
            .codes = "certificate.use"});
    // Its issuer's name is the root's, its signature is not.
    const Identity lookAlike = Identity::authority({.commonName = "测试根", .keyIdentifiers = false});
    const Identity forged = lookAlike.issue({.keyIdentifiers = false});
    to.add({.name = "forged-certificate",
            .signedData = std::string(text(test::opensslSigned(forged, content, {"-cades", "-nodetach"}))),
            .anchor = "p256.pem",
            .codes = "certificate.signature"});
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "signature-fixtures FOLDER\n");
        return 2;
    }
    FixtureFolder fixtures(argv[1]);
    const Family sm2(KeyKind::sm2);
    addSm2(fixtures, sm2);
    addChains(fixtures, sm2);
    addRevocation(fixtures, sm2);
    addOpenssl(fixtures);
    fixtures.finish();
    return 0;
}
