// Signatures over contents that the host does not see: a right of its own.
#include "core/signature/signed_data.h"
#include "tests/process/host/filing.h"

#include <gmock/gmock.h>
#include <openssl/sha.h>

namespace ekey::test {
namespace {

using testing::HasSubstr;

const std::string content = "a contract that the page keeps to itself";

std::string digest()
{
    std::string bytes(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(),
           reinterpret_cast<unsigned char*>(bytes.data()));
    return bytes;
}

json::Value params(const std::string& algorithm = "SHA-256", const std::string& bytes = digest())
{
    return {{"digest", text::base64(bytes)}, {"algorithm", algorithm}, {"name", "合同\u202E2026.pdf"}};
}

class SignDigest : public Operations {
protected:
    Page archive = greeted({.origin = digestOrigin});
};

TEST_F(SignDigest, digest_becomesDetachedSignedDataAndTheWindowSaysThatItWasNotSeen)
{
    host.script("pin 818181");

    const json::Value answer = archive.call("signDigest", params());

    ASSERT_TRUE(answer.contains("result")) << answer;
    const auto made = readSigned(archive, answer["result"]["signed"][0].get<std::string>());
    EXPECT_TRUE(signature::verifySignedData(made, content));
    EXPECT_FALSE(signature::verifySignedData(made, content + "."));
    EXPECT_THAT(host.shown(), HasSubstr("看不到内容"));
    EXPECT_THAT(host.shown(), HasSubstr("网站称其为：合同"));
    EXPECT_THAT(host.shown(), testing::Not(HasSubstr("\u202E")));
}

TEST_F(SignDigest, originWithoutTheRight_isRefused)
{
    host.script("pin 818181");
    const json::Value answer = page.call("signDigest", params());
    EXPECT_EQ("origin.right", errorCode(answer));
    EXPECT_EQ("signDigest", errorParams(answer)["right"]);
    EXPECT_EQ("", host.shown());
}

TEST_F(SignDigest, digestOfAnotherLengthOrAlgorithm_isRefusedWithoutAWindow)
{
    host.script("pin 818181");
    EXPECT_EQ("digest.data", errorCode(archive.call("signDigest", params("SHA-256", digest() + "x"))));
    EXPECT_EQ("digest.data", errorCode(archive.call("signDigest", params("SHA-384"))));
    const json::Value other = archive.call("signDigest", params("SHA-384", std::string(48, 'x')));
    EXPECT_EQ("digest.algorithm", errorCode(other));
    EXPECT_EQ("SHA-256", errorParams(other)["expected"]);
    EXPECT_EQ("digest.algorithm", errorCode(archive.call("signDigest", params("SM3", std::string(32, 'x')))));
    EXPECT_EQ("message.params", errorCode(archive.call("signDigest", params("MD5"))));
    EXPECT_EQ("", host.shown());
}

TEST(SignDigestRsa, everyDigestOfTheKey_isSigned)
{
    DemonstrationToken token("rsa");
    HostUnderTest host(token.modules());
    Page archive = host.page({.origin = digestOrigin});
    archive.hello();
    host.script("pin 818181");
    for (const auto& [algorithm, bytes] : {std::pair{"SHA-256", 32}, {"SHA-384", 48}, {"SHA-512", 64}}) {
        const json::Value answer =
            archive.call("signDigest", params(algorithm, std::string(static_cast<std::size_t>(bytes), 'x')));
        EXPECT_TRUE(answer.contains("result")) << algorithm << answer;
    }
}

} // namespace
} // namespace ekey::test
