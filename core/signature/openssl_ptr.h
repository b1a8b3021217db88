// Owners of OpenSSL's objects, for the sources that include OpenSSL.
#pragma once

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace ekey::signature {

template <auto Free>
struct Deleter {
    template <class T>
    void operator()(T* object) const
    {
        Free(object);
    }
};

template <class T, auto Free>
using Owner = std::unique_ptr<T, Deleter<Free>>;

using BioPtr = Owner<BIO, BIO_free_all>;
using BignumPtr = Owner<BIGNUM, BN_free>;
using CmsPtr = Owner<CMS_ContentInfo, CMS_ContentInfo_free>;
using EcdsaSigPtr = Owner<ECDSA_SIG, ECDSA_SIG_free>;
using KeyPtr = Owner<EVP_PKEY, EVP_PKEY_free>;
using KeyContextPtr = Owner<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContextPtr = Owner<EVP_MD_CTX, EVP_MD_CTX_free>;
using X509Ptr = Owner<X509, X509_free>;
using CrlPtr = Owner<X509_CRL, X509_CRL_free>;
using StorePtr = Owner<X509_STORE, X509_STORE_free>;
using StoreContextPtr = Owner<X509_STORE_CTX, X509_STORE_CTX_free>;

/// What sk_X509_pop_free does; the macro-made function cannot be a template argument.
struct CertificateStackDeleter {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using CertificateStackPtr = std::unique_ptr<STACK_OF(X509), CertificateStackDeleter>;

/// OpenSSL remembers errors per thread; what one call leaves must not be read as the next one's.
struct ErrorQueueGuard {
    ErrorQueueGuard() { ERR_clear_error(); }
    ErrorQueueGuard(const ErrorQueueGuard&) = delete;
    ErrorQueueGuard& operator=(const ErrorQueueGuard&) = delete;
    ~ErrorQueueGuard() { ERR_clear_error(); }
};

/// The DER of `object` by its i2d function; empty when it cannot be encoded.
template <class T>
std::vector<std::uint8_t> encode(T* object, int (*i2d)(T*, unsigned char**))
{
    const int size = i2d(object, nullptr);
    if (size <= 0) {
        return {};
    }
    std::vector<std::uint8_t> der(static_cast<std::size_t>(size));
    unsigned char* out = der.data();
    i2d(object, &out);
    return der;
}

} // namespace ekey::signature
