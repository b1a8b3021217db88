#include "tests/support/test_pki.h"

#include "core/signature/openssl_ptr.h"
#include "tests/support/test_issuing.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

namespace ekey::test {

using namespace signature;

namespace {

EVP_PKEY* elliptic(const char* curve, int encoding)
{
    const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    demand(EVP_PKEY_keygen_init(context.get()) == 1 && EVP_PKEY_CTX_set_group_name(context.get(), curve) == 1 &&
               EVP_PKEY_CTX_set_ec_param_enc(context.get(), encoding) == 1 &&
               EVP_PKEY_generate(context.get(), &key) == 1,
           curve);
    return key;
}

std::shared_ptr<EVP_PKEY> generate(KeyKind kind)
{
    const auto make = [kind]() -> EVP_PKEY* {
        switch (kind) {
        case KeyKind::p256:
            return elliptic("P-256", OPENSSL_EC_NAMED_CURVE);
        case KeyKind::p256Explicit:
            return elliptic("P-256", OPENSSL_EC_EXPLICIT_CURVE);
        case KeyKind::p384:
            return elliptic("P-384", OPENSSL_EC_NAMED_CURVE);
        case KeyKind::p521:
            return elliptic("P-521", OPENSSL_EC_NAMED_CURVE);
        case KeyKind::rsa1024:
            return EVP_RSA_gen(1024U);
        case KeyKind::rsa2048:
            return EVP_RSA_gen(2048U);
        case KeyKind::rsa3072:
            return EVP_RSA_gen(3072U);
        case KeyKind::sm2:
            return EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2");
        }
        return nullptr;
    };
    EVP_PKEY* key = make();
    demand(key, "key");
    return {key, EVP_PKEY_free};
}

void addName(X509_NAME* name, const char* field, const std::string& value)
{
    demand(X509_NAME_add_entry_by_txt(name, field, V_ASN1_UTF8STRING,
                                      reinterpret_cast<const unsigned char*>(value.data()),
                                      static_cast<int>(value.size()), -1, 0) == 1,
           field);
}

void setSubject(X509* x509, const Profile& profile)
{
    X509_NAME* name = X509_get_subject_name(x509);
    addName(name, "C", "CN");
    if (!profile.uscc.empty()) {
        addName(name, "organizationIdentifier", "NTRCN-" + profile.uscc);
    }
    addName(name, "CN", profile.commonName);
    for (const auto& [field, value] : profile.names) {
        addName(name, field.c_str(), value);
    }
}

void addExtension(X509* x509, X509* issuer, int nid, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, x509, nullptr, nullptr, 0);
    demand(X509_add_ext(x509, extension(context, nid, value).get(), -1) == 1, value.c_str());
}

void addPolicies(X509* x509, const std::vector<std::string>& oids)
{
    const Owner<CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free> policies(CERTIFICATEPOLICIES_new());
    for (const std::string& oid : oids) {
        POLICYINFO* policy = POLICYINFO_new();
        demand(policy && sk_POLICYINFO_push(policies.get(), policy) > 0, "policy");
        policy->policyid = OBJ_txt2obj(oid.c_str(), 1);
        demand(policy->policyid, oid.c_str());
    }
    demand(X509_add1_ext_i2d(x509, NID_certificate_policies, policies.get(), 0, X509V3_ADD_DEFAULT) == 1, "policies");
}

void addExtensions(X509* x509, X509* issuer, const Profile& profile)
{
    if (!profile.basicConstraints.empty()) {
        addExtension(x509, issuer, NID_basic_constraints, profile.basicConstraints);
    }
    if (!profile.keyUsage.empty()) {
        addExtension(x509, issuer, NID_key_usage, profile.keyUsage);
    }
    if (!profile.email.empty()) {
        addExtension(x509, issuer, NID_subject_alt_name, "email:" + profile.email);
    }
    if (!profile.policies.empty()) {
        addPolicies(x509, profile.policies);
    }
    if (profile.keyIdentifiers) {
        addExtension(x509, issuer, NID_subject_key_identifier, "hash");
        addExtension(x509, issuer, NID_authority_key_identifier, "keyid");
    }
    for (const auto& [nid, value] : profile.extensions) {
        addExtension(x509, issuer, nid, value);
    }
}

void setSerial(X509* x509)
{
    unsigned char bytes[16];
    demand(RAND_bytes(bytes, sizeof bytes) == 1, "serial");
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x3F) | 0x40); // positive, of full length
    const BignumPtr number(BN_bin2bn(bytes, sizeof bytes, nullptr));
    demand(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr, "serial");
}

Profile asAuthority(Profile profile)
{
    const Profile defaults;
    if (profile.keyUsage == defaults.keyUsage) {
        profile.keyUsage = "critical,keyCertSign,cRLSign";
    }
    if (profile.basicConstraints == defaults.basicConstraints) {
        profile.basicConstraints = "critical,CA:TRUE";
    }
    return profile;
}

bool setPadding(EVP_PKEY_CTX* context, std::string_view algorithm)
{
    if (algorithm.starts_with("RS")) {
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    }
    if (!algorithm.starts_with("PS")) {
        return true;
    }
    const EVP_MD* md = algorithm == "PS256" ? EVP_sha256() : algorithm == "PS384" ? EVP_sha384() : EVP_sha512();
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_signature_md(context, md) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

Der rawSignature(EVP_PKEY* key, std::string_view algorithm, std::span<const std::uint8_t> digest)
{
    const Der input = algorithm.starts_with("RS") ? signing::digestInfo(digest) : Der(digest.begin(), digest.end());
    const KeyContextPtr context(EVP_PKEY_CTX_new(key, nullptr));
    std::size_t size = 0;
    demand(EVP_PKEY_sign_init(context.get()) == 1 && setPadding(context.get(), algorithm) &&
               EVP_PKEY_sign(context.get(), nullptr, &size, input.data(), input.size()) == 1,
           "sign");
    Der signature(size);
    demand(EVP_PKEY_sign(context.get(), signature.data(), &size, input.data(), input.size()) == 1, "sign");
    signature.resize(size);
    if (EVP_PKEY_is_a(key, "RSA")) {
        return signature;
    }
    const unsigned char* in = signature.data();
    const EcdsaSigPtr pair(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(size)));
    const int half = algorithm == "ES384" ? 48 : 32;
    Der raw(static_cast<std::size_t>(2 * half));
    demand(pair && BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), raw.data(), half) == half &&
               BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), raw.data() + half, half) == half,
           "r and s");
    return raw;
}

/// Without an issuer: self-signed.
Der certificateDer(const Profile& profile, const Identity* issuer, EVP_PKEY* key)
{
    const X509Ptr x509(X509_new());
    demand(x509 && X509_set_version(x509.get(), X509_VERSION_3) == 1 && X509_set_pubkey(x509.get(), key) == 1,
           "certificate");
    setSerial(x509.get());
    setSubject(x509.get(), profile);
    X509* above = issuer ? issuer->certificate().native() : x509.get();
    demand(X509_set_issuer_name(x509.get(), X509_get_subject_name(above)) == 1 &&
               ASN1_TIME_set(X509_getm_notBefore(x509.get()), static_cast<time_t>(profile.notBefore)) &&
               ASN1_TIME_set(X509_getm_notAfter(x509.get()), static_cast<time_t>(profile.notAfter)),
           "names and times");
    addExtensions(x509.get(), above, profile);
    signBy(issuer ? issuer->key() : key, profile.digest,
           [&x509](EVP_MD_CTX* context) { return X509_sign_ctx(x509.get(), context); });
    return encode<const X509>(x509.get(), i2d_X509);
}

template <class Write>
std::string pem(Write write)
{
    const BioPtr out(BIO_new(BIO_s_mem()));
    demand(out && write(out.get()) == 1, "PEM");
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(out.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

} // namespace

Identity Identity::make(const Profile& profile, const Identity* issuer)
{
    const std::shared_ptr<EVP_PKEY> key = generate(profile.key);
    auto certificate = Certificate::read(certificateDer(profile, issuer, key.get()));
    demand(static_cast<bool>(certificate), "certificate refused");
    return {*std::move(certificate), key};
}

Identity Identity::authority(Profile profile) { return make(asAuthority(std::move(profile)), nullptr); }

Identity Identity::selfSigned(const Profile& profile) { return make(profile, nullptr); }

Identity Identity::issueAuthority(Profile profile) const { return make(asAuthority(std::move(profile)), this); }

Identity Identity::issue(const Profile& profile) const { return make(profile, this); }

Der Identity::issueDer(const Profile& profile) const
{
    return certificateDer(profile, this, generate(profile.key).get());
}

signing::RawSigner Identity::signer() const
{
    return [key = key_](std::string_view algorithm, std::span<const std::uint8_t> digest) -> Result<Der> {
        return rawSignature(key.get(), algorithm, digest);
    };
}

std::string Identity::certificatePem() const
{
    return pem([this](BIO* out) { return PEM_write_bio_X509(out, certificate_.native()); });
}

std::string Identity::keyPem() const
{
    return pem(
        [this](BIO* out) { return PEM_write_bio_PKCS8PrivateKey(out, key(), nullptr, nullptr, 0, nullptr, nullptr); });
}

} // namespace ekey::test
