#include "core/signature/certificate.h"

#include "core/digest/digest.h"
#include "core/signature/distinguished_name.h"
#include "core/signature/openssl_ptr.h"
#include "core/signature/sm2.h"
#include "core/signature/time.h"
#include "core/text/utf8.h"

#include <openssl/core_names.h>

#include <algorithm>

namespace ekey::signature {

namespace {

std::string ellipticAlgorithm(const EVP_PKEY* key)
{
    // Parameters written out can describe a look-alike curve with a generator of the attacker's choice.
    int fromParameters = 1;
    if (EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &fromParameters) != 1 ||
        fromParameters) {
        return {};
    }
    char group[80];
    if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group, nullptr) != 1) {
        return {};
    }
    switch (OBJ_txt2nid(group)) {
    case NID_X9_62_prime256v1:
        return "ES256";
    case NID_secp384r1:
        return "ES384";
    case NID_sm2:
        return "SM2";
    default:
        return {};
    }
}

/// With which id the issuer's signature is verified, where it is one of SM2: others are refused for having one. Only
/// once, for other threads may be reading it.
bool setUserId(X509* x509)
{
    if (X509_get_signature_nid(x509) != NID_SM2_with_SM3 || X509_get0_distinguishing_id(x509)) {
        return true;
    }
    Owner<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> id(ASN1_OCTET_STRING_new());
    if (!id || ASN1_OCTET_STRING_set(id.get(), reinterpret_cast<const unsigned char*>(sm2UserId.data()),
                                     static_cast<int>(sm2UserId.size())) != 1) {
        return false;
    }
    X509_set0_distinguishing_id(x509, id.release());
    return true;
}

/// A certificate without keyUsage is good for nothing here: Chinese authorities issue signing and encryption
/// certificates in pairs (GM/T 0034), and the extension is what tells them apart.
std::uint32_t usage(X509* x509)
{
    return X509_get_extension_flags(x509) & EXFLAG_KUSAGE ? X509_get_key_usage(x509) : 0;
}

} // namespace

Result<Certificate> Certificate::read(std::span<const std::uint8_t> der)
{
    const ErrorQueueGuard guard;
    if (der.size() > certificateMost) {
        return Error{"certificate.malformed"};
    }
    const unsigned char* in = der.data();
    const X509Ptr x509(d2i_X509(nullptr, &in, static_cast<long>(der.size())));
    // One certificate has one encoding: otherwise its fingerprint would name nothing.
    if (!x509 || encode<const X509>(x509.get(), i2d_X509) != Der(der.begin(), der.end())) {
        return Error{"certificate.malformed"};
    }
    return share(x509.get());
}

Result<Certificate> Certificate::share(X509* decoded)
{
    const ErrorQueueGuard guard;
    const int size = i2d_X509(decoded, nullptr);
    X509_check_purpose(decoded, -1, 0); // reads the extensions; after this the object only answers
    if (size <= 0 || static_cast<std::size_t>(size) > certificateMost || !setUserId(decoded) ||
        X509_get_extension_flags(decoded) & EXFLAG_INVALID || !fromAsn1(X509_get0_notBefore(decoded)) ||
        !fromAsn1(X509_get0_notAfter(decoded))) {
        return Error{"certificate.malformed"};
    }
    X509_up_ref(decoded);
    return Certificate(std::shared_ptr<X509>(decoded, X509_free));
}

Der Certificate::der() const { return encode<const X509>(native(), i2d_X509); }

std::string Certificate::subject() const { return nameText(X509_get_subject_name(native())); }

std::string Certificate::issuer() const { return nameText(X509_get_issuer_name(native())); }

std::string Certificate::commonName() const { return onlyValue(X509_get_subject_name(native()), NID_commonName); }

std::string Certificate::issuerName() const { return onlyValue(X509_get_issuer_name(native()), NID_commonName); }

std::string Certificate::serial() const
{
    const BignumPtr number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(native()), nullptr));
    const Owner<char, [](char* text) { OPENSSL_free(text); }> text(number ? BN_bn2hex(number.get()) : nullptr);
    return text ? text.get() : std::string{};
}

// read() saw to it that both can be read.
Time Certificate::notBefore() const { return fromAsn1(X509_get0_notBefore(native())).value_or(0); }

Time Certificate::notAfter() const { return fromAsn1(X509_get0_notAfter(native())).value_or(0); }

std::string Certificate::fingerprint() const
{
    const Der bytes = der();
    return digest::hex(digest::sha256({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

std::string Certificate::algorithm() const { return algorithmOf(X509_get0_pubkey(native())); }

std::string algorithmOf(const EVP_PKEY* key)
{
    const ErrorQueueGuard guard;
    if (!key) {
        return {};
    }
    if (EVP_PKEY_is_a(key, "RSA")) {
        const int bits = EVP_PKEY_get_bits(key);
        return bits >= rsaLeast && bits <= rsaMost ? "RS256" : "";
    }
    const bool elliptic = EVP_PKEY_is_a(key, "EC") || EVP_PKEY_is_a(key, "SM2");
    return elliptic ? ellipticAlgorithm(key) : std::string{};
}

bool Certificate::mayAuthenticate() const { return !isAuthority() && usage(native()) & KU_DIGITAL_SIGNATURE; }

bool Certificate::maySign() const
{
    return !isAuthority() && usage(native()) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION);
}

bool Certificate::isAuthority() const { return X509_get_extension_flags(native()) & EXFLAG_CA; }

bool Certificate::isDemonstration() const
{
    const ErrorQueueGuard guard;
    const Owner<CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free> policies(
        static_cast<CERTIFICATEPOLICIES*>(X509_get_ext_d2i(native(), NID_certificate_policies, nullptr, nullptr)));
    for (int i = 0; policies && i < sk_POLICYINFO_num(policies.get()); ++i) {
        char text[128];
        const int size = OBJ_obj2txt(text, sizeof text, sk_POLICYINFO_value(policies.get(), i)->policyid, 1);
        if (size > 0 && std::string_view(text) == demonstrationPolicy) {
            return true;
        }
    }
    return false;
}

std::string Certificate::uscc() const
{
    constexpr std::string_view prefix = "NTRCN-";
    constexpr std::size_t usccLength = 18; // GB 32100-2015
    const std::string value = onlyValue(X509_get_subject_name(native()), NID_organizationIdentifier);
    if (!value.starts_with(prefix)) {
        return {};
    }
    const std::string code = value.substr(prefix.size());
    const bool plausible = code.size() == usccLength && std::all_of(code.begin(), code.end(), [](char c) {
                               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                           });
    return plausible ? code : std::string{};
}

std::string Certificate::email() const
{
    const ErrorQueueGuard guard;
    const Owner<GENERAL_NAMES, GENERAL_NAMES_free> names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(native(), NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int type = 0;
        const void* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type);
        if (type != GEN_EMAIL) {
            continue;
        }
        const auto* text = static_cast<const ASN1_IA5STRING*>(value);
        const std::string address(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                                  static_cast<std::size_t>(ASN1_STRING_length(text)));
        return hasControl(address) || !text::isUtf8(address) ? std::string{} : address;
    }
    return {};
}

} // namespace ekey::signature
