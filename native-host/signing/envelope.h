// The structure that SignedDataDraft fills: CMS or GB/T 35275.
#pragma once

#include "native-host/signing/attributes.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ekey::signing {

struct EnvelopeParts {
    std::optional<std::string_view> content; ///< none: detached
    const Certificate& signer;
    const std::vector<Certificate>& chain;
    signature::Scheme scheme;
    std::string_view messageDigest;
    signature::Time signingTime;
};

class Envelope {
public:
    Envelope() = default;
    virtual ~Envelope() = default;
    Envelope(const Envelope&) = delete;
    Envelope& operator=(const Envelope&) = delete;

    virtual std::string signedAttributes() const = 0; ///< DER of the SET: what is signed
    virtual Der finish(const Der& signature) = 0;     ///< the whole in DER; empty when it cannot be encoded
};

/// Null when OpenSSL cannot put it together.
std::unique_ptr<Envelope> cmsEnvelope(const EnvelopeParts& parts);
std::unique_ptr<Envelope> gbt35275Envelope(const EnvelopeParts& parts);

} // namespace ekey::signing
