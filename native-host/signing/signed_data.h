// Builds SignedData (RFC 5652, GB/T 35275) around a signature that a token makes.
#pragma once

#include "core/signature/form.h"
#include "native-host/signing/raw_signer.h"

#include <memory>

namespace ekey::signing {

inline constexpr std::size_t batchMost = 100; ///< contents under one consent (design §6, 8)

/// Whose signature, in what form, when.
struct SigningOptions {
    signature::Time now = 0;
    signature::Form form = signature::Form::cms; ///< gbt35275 for SM2 keys only
    std::string algorithm{};                     ///< name of a scheme; empty: the certificate's usual one
    bool detached = false;
    std::vector<Certificate> chain{}; ///< to go with the signer's certificate
};

/// SignedData that lacks nothing but its signature, so that several can be made ready before anybody is asked for a
/// PIN. Its signed attributes are contentType (data), messageDigest, signingTime and signingCertificateV2.
class SignedDataDraft {
public:
    /// Errors: signature.algorithm (not the key's, not the form's), signature.size {limit}, certificate.use.
    static Result<SignedDataDraft> make(std::string_view content, const Certificate& signer,
                                        const SigningOptions& options);
    /// Of a content that nobody here has seen: always detached. `digest`: by the hash of the signature's algorithm.
    /// Error beside the others: signature.digest_length {expected}.
    static Result<SignedDataDraft> ofDigest(std::span<const std::uint8_t> digest, const Certificate& signer,
                                            const SigningOptions& options);
    ~SignedDataDraft();
    SignedDataDraft(SignedDataDraft&&) noexcept;
    SignedDataDraft& operator=(SignedDataDraft&&) noexcept;

    const std::string& algorithm() const;
    const Der& digest() const; ///< what the key signs

    /// Puts the token's raw signature in its place. What is returned was verified with the certificate by the verifier
    /// that everybody uses: a signature that does not verify is driver.signature and goes nowhere.
    Result<Der> finish(std::span<const std::uint8_t> raw) &&;

private:
    struct State;
    explicit SignedDataDraft(std::unique_ptr<State> state);
    static Result<SignedDataDraft> make(std::optional<std::string_view> content, std::span<const std::uint8_t> digest,
                                        const Certificate& signer, const SigningOptions& options);
    std::unique_ptr<State> state_;
};

/// One content, signed. Errors: those of make(), finish() and `sign`.
Result<Der> signedData(std::string_view content, const Certificate& signer, const SigningOptions& options,
                       const RawSigner& sign);

/// Signs several digests under one presentation of the PIN; as many answers, in order.
using BatchSigner =
    std::function<Result<std::vector<Der>>(std::string_view algorithm, const std::vector<Der>& digests)>;

/// Several contents in one agreed batch: all are made ready before the key is asked, and either all are signed or none
/// is handed out. Errors beside those of signedData(): signature.batch {limit}, driver.signature for answers too few or
/// too many.
Result<std::vector<Der>> signedDataBatch(const std::vector<std::string_view>& contents, const Certificate& signer,
                                         const SigningOptions& options, const BatchSigner& sign);

} // namespace ekey::signing
