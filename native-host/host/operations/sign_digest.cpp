#include "native-host/host/operations/sign_digest.h"

#include "core/text/base64.h"
#include "native-host/host/fault.h"
#include "native-host/host/windows/consent.h"
#include "native-host/signing/signed_data.h"

namespace ekey::host {
namespace {

std::size_t digestBytes(const std::string& algorithm)
{
    return algorithm == "SHA-512" ? 64 : algorithm == "SHA-384" ? 48 : 32;
}

/// The key's signature scheme with that digest, and the digest that it wants where there is none.
struct Scheme {
    std::string algorithm{};
    std::string expected{};
};

Scheme schemeOf(const Certificate& certificate, const std::string& digest)
{
    const std::string usual = certificate.algorithm();
    if (usual.starts_with("RS")) {
        return digest == "SM3" ? Scheme{.expected = "SHA-256"} : Scheme{.algorithm = "RS" + digest.substr(4)};
    }
    // A curve signs with the hash of its own size (RFC 7518 §3.4).
    const std::string expected = "SHA-" + usual.substr(2);
    return digest == expected ? Scheme{.algorithm = usual} : Scheme{.expected = expected};
}

} // namespace

Result<Der> readDigest(const std::string& base64, const std::string& algorithm)
{
    const std::size_t expected = digestBytes(algorithm);
    auto digest = text::fromBase64(base64);
    if (!digest || digest->size() != expected) {
        return fault(protocol::code::digestData, {{"expected", expected}});
    }
    return Der(digest->begin(), digest->end());
}

Result<Made<Der>> signDigest(const Operation& operation, const std::optional<std::string>& fingerprint,
                             const UnseenContent& content, Cancellation& cancellation)
{
    const auto key = chooseKey(operation, fingerprint, Use::signUnseen, cancellation);
    if (!key) {
        return key.error();
    }
    const Held& held = key->held;
    const Scheme scheme = schemeOf(held.certificate, content.algorithm);
    if (scheme.algorithm.empty()) {
        return fault(protocol::code::digestAlgorithm, {{"expected", scheme.expected}});
    }
    auto draft = signing::SignedDataDraft::ofDigest(
        content.digest, held.certificate,
        {.now = now(), .algorithm = scheme.algorithm, .detached = true, .chain = key->authorities});
    if (!draft) {
        return draft.error();
    }
    const DigestConsent consent{content.name, content.algorithm, content.digest};
    auto pin = askPin(operation, consentWindows(operation.site, held, consent, operation.services.messages), held.token,
                      cancellation);
    if (!pin) {
        return pin.error();
    }
    const auto raw = signer(operation, held, *pin, cancellation)(draft->algorithm(), draft->digest());
    if (!raw) {
        return raw.error();
    }
    auto made = std::move(*draft).finish(*raw);
    if (!made) {
        return made.error();
    }
    return Made<Der>{*std::move(made), held.certificate.fingerprint()};
}

} // namespace ekey::host
