#include "native-host/token/certificate_parts.h"

#include <gtest/gtest.h>
#include <vector>

namespace ekey::token {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes element(std::uint8_t tag, const Bytes& content)
{
    Bytes whole{tag};
    if (content.size() >= 0x100) {
        whole.insert(whole.end(), {0x82, static_cast<std::uint8_t>(content.size() >> 8)});
    } else if (content.size() >= 0x80) {
        whole.push_back(0x81);
    }
    whole.push_back(static_cast<std::uint8_t>(content.size()));
    whole.insert(whole.end(), content.begin(), content.end());
    return whole;
}

Bytes join(std::initializer_list<Bytes> parts)
{
    Bytes all;
    for (const Bytes& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

Bytes sequence(const Bytes& content) { return element(0x30, content); }

const Bytes version = element(0xa0, {0x02, 0x01, 0x02});
const Bytes serial = element(0x02, {0x07});
const Bytes issuer = sequence(Bytes(200, 0x31));
const Bytes subject = sequence(Bytes(300, 0x31));
const Bytes algorithm = sequence({0x05, 0x00});
const Bytes extensions = element(0xa3, {0x30, 0x00});

Bytes certificate(const Bytes& signedPart)
{
    return sequence(join({sequence(signedPart), algorithm, element(0x03, {0x00, 0x01})}));
}

Bytes good()
{
    return certificate(join({version, serial, algorithm, issuer, sequence({}), subject, sequence({}), extensions}));
}

Bytes copy(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

TEST(CertificateParts, parts_areWholeElements)
{
    const Bytes der = good();
    const auto parts = certificateParts(der);
    ASSERT_TRUE(parts);
    EXPECT_EQ(copy(parts->serial), serial);
    EXPECT_EQ(copy(parts->issuer), issuer);
    EXPECT_EQ(copy(parts->subject), subject);
}

TEST(CertificateParts, firstVersion_hasNoNumber)
{
    EXPECT_TRUE(certificateParts(certificate(join({serial, algorithm, issuer, sequence({}), subject, sequence({})}))));
}

TEST(CertificateParts, certificate_isReadToItsLastByte)
{
    const Bytes der = good();
    for (std::size_t size = 0; size < der.size(); ++size) {
        EXPECT_FALSE(certificateParts(std::span(der).first(size))) << size;
    }
    Bytes longer = der;
    longer.push_back(0);
    EXPECT_FALSE(certificateParts(longer));
}

TEST(CertificateParts, missingAndForeignElements_areRefused)
{
    const Bytes none;
    const Bytes foreign = element(0x31, {});
    for (const Bytes& other : {none, foreign}) {
        EXPECT_FALSE(
            certificateParts(certificate(join({version, other, algorithm, issuer, issuer, subject, subject}))));
        EXPECT_FALSE(
            certificateParts(certificate(join({version, serial, algorithm, issuer, algorithm, subject, other}))));
    }
    EXPECT_FALSE(certificateParts(
        certificate(join({version, element(0x02, {}), algorithm, issuer, algorithm, subject, algorithm}))))
        << "an empty number";
    EXPECT_FALSE(certificateParts(sequence(join({sequence({}), algorithm}))));
}

TEST(CertificateParts, lengthsThatAreNotTheShortest_areRefused)
{
    const auto with = [](const Bytes& odd) {
        return certificate(join({serial, odd, issuer, sequence({}), subject, sequence({})}));
    };
    EXPECT_TRUE(certificateParts(with({0x30, 0x00})));
    EXPECT_FALSE(certificateParts(with({0x30, 0x81, 0x00})));
    EXPECT_FALSE(certificateParts(with({0x30, 0x82, 0x00, 0x00})));
    EXPECT_FALSE(certificateParts(with({0x30, 0x80, 0x00, 0x00}))) << "without an end";
    EXPECT_FALSE(certificateParts(with({0x30, 0x83, 0x00, 0x00, 0x00})));
    EXPECT_FALSE(certificateParts(with({0x30, 0xff})));
}

} // namespace
} // namespace ekey::token
