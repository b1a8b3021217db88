#include "tests/support/test_issuing.h"

#include "core/signature/sm2.h"

#include <cstdio>
#include <cstdlib>

namespace ekey::test {

using namespace signature;

void demand(bool ok, const char* what)
{
    if (ok) {
        return;
    }
    std::fprintf(stderr, "test_pki: %s\n", what);
    ERR_print_errors_fp(stderr);
    std::abort();
}

Owner<X509_EXTENSION, X509_EXTENSION_free> extension(X509V3_CTX& context, int nid, const std::string& value)
{
    X509V3_set_ctx_nodb(&context);
    Owner<X509_EXTENSION, X509_EXTENSION_free> made(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    demand(made != nullptr, value.c_str());
    return made;
}

void signBy(EVP_PKEY* key, const std::string& digest, const std::function<int(EVP_MD_CTX*)>& sign)
{
    const bool sm2 = EVP_PKEY_is_a(key, "SM2") == 1;
    const KeyContextPtr keyContext(EVP_PKEY_CTX_new(key, nullptr));
    const DigestContextPtr context(EVP_MD_CTX_new());
    EVP_MD_CTX_set_pkey_ctx(context.get(), keyContext.get());
    demand(!sm2 || EVP_PKEY_CTX_set1_id(keyContext.get(), sm2UserId.data(), static_cast<int>(sm2UserId.size())) == 1,
           "user id");
    const EVP_MD* md = sm2 ? EVP_sm3() : EVP_get_digestbyname(digest.c_str());
    demand(EVP_DigestSignInit(context.get(), nullptr, md, nullptr, key) == 1 && sign(context.get()) > 0,
           "signature of the issuer");
}

} // namespace ekey::test
