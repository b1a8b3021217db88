// SignedData as an attacker, or a careless signer, would make it: the signature is right, something else is not.
#pragma once

#include "tests/support/test_pki.h"

#include <functional>

struct CMS_ContentInfo_st;
struct CMS_SignerInfo_st;

namespace ekey::test {

struct Recipe {
    std::string content = "{\"a\":1}";
    bool withCertificate = true;
    /// Called when all four attributes stand and nothing is signed yet.
    std::function<void(CMS_SignerInfo_st*)> beforeSigning{};
    std::function<void(CMS_ContentInfo_st*)> afterSigning{};
};

signature::Der craft(const Identity& signer, const Recipe& recipe = {});

/// For recipes.
void removeAttribute(CMS_SignerInfo_st* info, int nid);
void addAttribute(CMS_SignerInfo_st* info, int nid, int type, std::string_view bytes);
/// Replaces the attribute by one with as many values as given.
void setAttribute(CMS_SignerInfo_st* info, int nid, int type, const std::vector<std::string>& values);
/// SigningCertificateV2 of that certificate, DER.
std::string signingCertificate(const signature::Certificate& certificate);

/// What `openssl cms -sign` makes of it: a signer that is not ours. -binary, DER and the key are given to it already.
signature::Der opensslSigned(const Identity& signer, std::string_view content,
                             const std::vector<std::string>& arguments);

} // namespace ekey::test
