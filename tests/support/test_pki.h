// A public key infrastructure in memory, for tests: authorities, enterprise certificates of every kind, keys in
// software.
//
//   const Identity root = Identity::authority({.commonName = "根"});
//   const Identity enterprise = root.issue({.commonName = "天津示范进出口有限公司", .uscc = "91120000PDY00001X7"});
//   auto der = signing::signedData(content, enterprise.certificate(), {.now = testTime}, enterprise.signer());
//
// What cannot be made ends the test program: a test has nothing to learn from it.
#pragma once

#include "native-host/signing/raw_signer.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

struct evp_pkey_st;

namespace ekey::test {

/// 2026-11-23T08:00:00Z: within the validity of every certificate that is not told otherwise.
inline constexpr signature::Time testTime = 1795420800;
inline constexpr signature::Time day = 86400;

enum class KeyKind { p256, p256Explicit, p384, p521, rsa1024, rsa2048, rsa3072, sm2 };

struct Profile {
    std::string commonName = "天津示范进出口有限公司";
    std::string uscc{};  ///< organizationIdentifier NTRCN-…; none when empty
    std::string email{}; ///< subjectAltName; none when empty
    KeyKind key = KeyKind::p256;
    signature::Time notBefore = testTime - 30 * day;
    signature::Time notAfter = testTime + 365 * day;
    std::string keyUsage = "critical,digitalSignature,nonRepudiation"; ///< as in openssl.cnf; none when empty
    std::string basicConstraints = "critical,CA:FALSE";                ///< likewise
    std::vector<std::string> policies{};                               ///< dotted OIDs
    std::string digest = "SHA256"; ///< with which the issuer signs; an SM2 issuer takes SM3 whatever this says
    bool keyIdentifiers = true;    ///< subject and authority key identifier
    std::vector<std::pair<int, std::string>> extensions{}; ///< more: NID and value as in openssl.cnf
    std::vector<std::pair<std::string, std::string>>
        names{}; ///< more attributes of the subject, raw bytes as UTF8String
};

struct RevocationProfile; ///< test_revocation_list.h

/// A certificate and its key.
class Identity {
public:
    /// Self-signed; keyUsage and basicConstraints of an authority unless the profile says otherwise than its defaults.
    static Identity authority(Profile profile);
    static Identity selfSigned(const Profile& profile);

    /// An authority below this one.
    Identity issueAuthority(Profile profile) const;
    Identity issue(const Profile& profile) const;

    /// What Certificate::read may refuse.
    signature::Der issueDer(const Profile& profile) const;

    /// A list of revoked certificates, DER.
    signature::Der revocationList(const RevocationProfile& profile) const;

    const signature::Certificate& certificate() const { return certificate_; }
    evp_pkey_st* key() const { return key_.get(); }
    /// Signs digests as a token does: r ‖ s, PKCS #1 v1.5 over DigestInfo, or PSS.
    signing::RawSigner signer() const;
    std::string certificatePem() const;
    std::string keyPem() const; ///< PKCS #8, not encrypted

private:
    Identity(signature::Certificate certificate, std::shared_ptr<evp_pkey_st> key)
        : certificate_(std::move(certificate)), key_(std::move(key))
    {}
    static Identity make(const Profile& profile, const Identity* issuer);

    signature::Certificate certificate_;
    std::shared_ptr<evp_pkey_st> key_;
};

} // namespace ekey::test
