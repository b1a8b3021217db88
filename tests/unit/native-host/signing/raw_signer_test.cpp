#include "core/signature/openssl_ptr.h"
#include "native-host/signing/raw_signer.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>
#include <openssl/rsa.h>

namespace {

using namespace ekey;
using namespace ekey::signature;

TEST(DigestInfo, signedAsTokensDo_isPkcs1ToOpenssl)
{
    const test::Identity identity = test::Identity::authority({.key = test::KeyKind::rsa2048});
    const Der digest(32, 0x5A);
    const auto raw = identity.signer()("RS256", digest); // wraps by digestInfo()

    const KeyContextPtr context(EVP_PKEY_CTX_new(identity.key(), nullptr));
    ASSERT_EQ(EVP_PKEY_verify_init(context.get()), 1);
    ASSERT_EQ(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING), 1);
    ASSERT_EQ(EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()), 1);
    EXPECT_EQ(EVP_PKEY_verify(context.get(), raw->data(), raw->size(), digest.data(), digest.size()), 1);
}

} // namespace
