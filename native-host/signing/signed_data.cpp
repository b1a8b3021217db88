#include "native-host/signing/signed_data.h"

#include "core/signature/openssl_ptr.h"
#include "core/signature/signed_data.h"
#include "native-host/signing/envelope.h"

namespace ekey::signing {

namespace {

Error error(const char* code) { return {code, {}}; }

Error sizeError() { return {"signature.size", {}, Severity::error, {{"limit", signature::contentMost}}}; }

/// The scheme that is wanted of this key, in this form; empty where they do not go together.
std::optional<signature::Scheme> schemeFor(const Certificate& signer, const SigningOptions& options,
                                           const std::string& algorithm)
{
    const auto scheme = signature::schemeOf(algorithm);
    const bool formFits = options.form == signature::Form::cms || algorithm == "SM2";
    return scheme && formFits && signature::fits(signer, *scheme) ? scheme : std::nullopt;
}

} // namespace

struct SignedDataDraft::State {
    Certificate signer;
    std::string algorithm;
    signature::Scheme scheme;
    std::optional<std::string> content; ///< none: not seen
    bool detached = false;
    std::unique_ptr<Envelope> envelope{};
    std::string message{}; ///< what is signed, before its hashing
    Der digest{};

    /// With the content where it was seen, by the verifier of all; otherwise at least the signature itself.
    bool isRight(const Der& der, const Der& value) const
    {
        if (!content) {
            return signature::verifies(signer, scheme, message, value);
        }
        const auto verified =
            signature::verifySignedData(der, detached ? std::optional<std::string_view>(*content) : std::nullopt);
        return verified && verified->content == *content && verified->signer.fingerprint() == signer.fingerprint();
    }
};

SignedDataDraft::SignedDataDraft(std::unique_ptr<State> state) : state_(std::move(state)) {}
SignedDataDraft::~SignedDataDraft() = default;
SignedDataDraft::SignedDataDraft(SignedDataDraft&&) noexcept = default;
SignedDataDraft& SignedDataDraft::operator=(SignedDataDraft&&) noexcept = default;

const std::string& SignedDataDraft::algorithm() const { return state_->algorithm; }
const Der& SignedDataDraft::digest() const { return state_->digest; }

Result<SignedDataDraft> SignedDataDraft::make(std::string_view content, const Certificate& signer,
                                              const SigningOptions& options)
{
    return content.size() > signature::contentMost ? Result<SignedDataDraft>(sizeError())
                                                   : make(content, {}, signer, options);
}

Result<SignedDataDraft> SignedDataDraft::ofDigest(std::span<const std::uint8_t> digest, const Certificate& signer,
                                                  const SigningOptions& options)
{
    return make(std::nullopt, digest, signer, options);
}

Result<SignedDataDraft> SignedDataDraft::make(std::optional<std::string_view> content,
                                              std::span<const std::uint8_t> given, const Certificate& signer,
                                              const SigningOptions& options)
{
    const signature::ErrorQueueGuard guard;
    const std::string algorithm = options.algorithm.empty() ? signer.algorithm() : options.algorithm;
    const auto scheme = schemeFor(signer, options, algorithm);
    if (!scheme) {
        return error("signature.algorithm");
    }
    if (!signer.maySign()) { // before anybody is asked for a PIN
        return error("certificate.use");
    }
    const std::size_t expected = signature::digestBytes(scheme->hash);
    if (!content && given.size() != expected) {
        return Error{"signature.digest_length", {}, Severity::error, {{"expected", expected}}};
    }
    const std::string digest =
        content ? signature::digest(scheme->hash, *content) : std::string(given.begin(), given.end());
    const bool detached = options.detached || !content;
    const EnvelopeParts parts{detached ? std::nullopt : content, signer, options.chain, *scheme, digest, options.now};
    auto envelope = options.form == signature::Form::cms ? cmsEnvelope(parts) : gbt35275Envelope(parts);
    std::string message = envelope ? envelope->signedAttributes() : std::string{};
    if (message.empty()) {
        return error("signature.algorithm"); // a certificate that OpenSSL cannot put into the structure
    }
    Der hashed = toBeSigned(X509_get0_pubkey(signer.native()), *scheme, message);
    std::optional<std::string> seen = content ? std::optional<std::string>(*content) : std::nullopt;
    return SignedDataDraft(std::make_unique<State>(State{signer, algorithm, *scheme, std::move(seen), detached,
                                                         std::move(envelope), std::move(message), std::move(hashed)}));
}

Result<Der> SignedDataDraft::finish(std::span<const std::uint8_t> raw) &&
{
    const signature::ErrorQueueGuard guard;
    const Der value = encoded(state_->algorithm, raw);
    Der der = value.empty() ? Der{} : state_->envelope->finish(value);
    if (der.empty() || !state_->isRight(der, value)) {
        return error("driver.signature");
    }
    return der;
}

Result<Der> signedData(std::string_view content, const Certificate& signer, const SigningOptions& options,
                       const RawSigner& sign)
{
    Result<SignedDataDraft> draft = SignedDataDraft::make(content, signer, options);
    if (!draft) {
        return draft.error();
    }
    const Result<Der> raw = sign(draft->algorithm(), draft->digest());
    return raw ? (*std::move(draft)).finish(*raw) : raw;
}

Result<std::vector<Der>> signedDataBatch(const std::vector<std::string_view>& contents, const Certificate& signer,
                                         const SigningOptions& options, const BatchSigner& sign)
{
    if (contents.empty() || contents.size() > batchMost) {
        return Error{"signature.batch", {}, Severity::error, {{"limit", batchMost}}};
    }
    std::vector<SignedDataDraft> drafts;
    std::vector<Der> digests;
    for (const std::string_view content : contents) {
        Result<SignedDataDraft> draft = SignedDataDraft::make(content, signer, options);
        if (!draft) {
            return draft.error();
        }
        digests.push_back(draft->digest());
        drafts.push_back(*std::move(draft));
    }
    const auto raw = sign(drafts.front().algorithm(), digests);
    if (!raw) {
        return raw.error();
    }
    if (raw->size() != drafts.size()) {
        return error("driver.signature");
    }
    std::vector<Der> finished;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        Result<Der> one = std::move(drafts[i]).finish((*raw)[i]);
        if (!one) {
            return one.error();
        }
        finished.push_back(*std::move(one));
    }
    return finished;
}

} // namespace ekey::signing
