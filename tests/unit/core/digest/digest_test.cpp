#include "core/digest/digest.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <random>
#include <utility>
#include <vector>

namespace ekey::digest {
namespace {

std::string repeated(std::string_view text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

std::span<const std::uint8_t> bytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

Bytes openssl(const EVP_MD* algorithm, std::span<const std::uint8_t> data)
{
    Bytes digest{};
    unsigned length = 0;
    EXPECT_EQ(1, EVP_Digest(data.data(), data.size(), digest.data(), &length, algorithm, nullptr));
    EXPECT_EQ(digest.size(), length);
    return digest;
}

TEST(Sm3, standardExample1_isItsDigest) // GB/T 32905-2016, appendix A.1
{
    EXPECT_EQ("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", hex(sm3("abc")));
}

TEST(Sm3, standardExample2_isItsDigest) // GB/T 32905-2016, appendix A.2
{
    EXPECT_EQ("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732", hex(sm3(repeated("abcd", 16))));
}

TEST(Sha256, oneBlockExample_isItsDigest) // FIPS 180-4, examples of NIST
{
    EXPECT_EQ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hex(sha256("abc")));
}

TEST(Sha256, twoBlockExample_isItsDigest)
{
    EXPECT_EQ("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
              hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")));
}

TEST(Sha256, millionLettersExample_isItsDigest)
{
    EXPECT_EQ("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", hex(sha256(repeated("a", 1000000))));
}

TEST(Dual, nothingFed_isTheDigestsOfNothing)
{
    const Pair pair = Dual().finish();

    EXPECT_EQ("1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b", hex(pair.sm3));
    EXPECT_EQ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hex(pair.sha256));
}

TEST(Dual, everyLengthAroundTheBlock_equalsOneShot)
{
    std::vector<std::uint8_t> data(200);
    for (std::size_t i = 0; i < data.size(); ++i) {
        data[i] = static_cast<std::uint8_t>(7 * i + 1);
    }
    for (std::size_t length = 0; length <= data.size(); ++length) {
        const auto message = std::span(data).first(length);
        Dual dual;
        dual.update(message);

        const Pair pair = dual.finish();

        EXPECT_EQ(openssl(EVP_sm3(), message), pair.sm3) << length;
        EXPECT_EQ(openssl(EVP_sha256(), message), pair.sha256) << length;
    }
}

TEST(Dual, randomLengthsInRandomPieces_equalOneShot)
{
    std::mt19937 random(20261123);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::uint8_t> message(random() % 20000);
        for (auto& byte : message) {
            byte = static_cast<std::uint8_t>(random());
        }
        Dual dual;
        for (std::span<const std::uint8_t> rest = message; !rest.empty();) {
            const std::size_t piece = std::min<std::size_t>(rest.size(), random() % 700);
            dual.update(rest.first(piece));
            rest = rest.subspan(piece);
        }

        const Pair pair = dual.finish();

        EXPECT_EQ(openssl(EVP_sm3(), message), pair.sm3) << message.size();
        EXPECT_EQ(openssl(EVP_sha256(), message), pair.sha256) << message.size();
    }
}

TEST(Dual, oneAlgorithm_isItsDigestAlone)
{
    const auto digests = [](Algorithms algorithms) {
        Dual dual(algorithms);
        dual.update(bytes("abc"));
        return dual.finish();
    };
    EXPECT_EQ((Pair{sm3("abc"), Bytes{}}), digests(Algorithms::sm3));
    EXPECT_EQ((Pair{Bytes{}, sha256("abc")}), digests(Algorithms::sha256));
}

TEST(Dual, movedInTheMiddle_goesOn)
{
    Dual first;
    first.update(bytes("ab"));
    Dual second = std::move(first);
    second.update(bytes("c"));

    EXPECT_EQ((Pair{sm3("abc"), sha256("abc")}), second.finish());
}

TEST(DualDeathTest, finishedTwice_endsTheProgram)
{
    Dual dual;
    dual.finish();
    EXPECT_DEATH(dual.finish(), "");
    EXPECT_DEATH(dual.update(bytes("more")), "");
}

TEST(Hex, bytesWithLeadingZeros_keepEveryDigit)
{
    Bytes digest{};
    digest[1] = 0x0f;
    digest[31] = 0xa0;
    EXPECT_EQ("000f" + std::string(58, '0') + "a0", hex(digest));
}

} // namespace
} // namespace ekey::digest
