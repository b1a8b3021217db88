// How many SM2 SignedData one core verifies in a second, with the chain remembered and without, beside the bare
// signature in it: target signatures_bench. The document is one of the fixtures, with two certificates in it; the chain
// is one of two, up to the issuing authority, which is trusted.
#include "core/signature/digital_signature.h"
#include "core/signature/input.h"
#include "core/signature/signed_attributes.h"
#include "core/signature/verification.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace ekey;
using namespace ekey::signature;

namespace {

constexpr Time at = 1795420800; // 2026-11-23T08:00:00Z, the fixtures' day
const std::vector<RevocationList> noLists;

std::string fixture(const char* name)
{
    std::ifstream in(std::string(EKEY_SOURCE_DIR "/tests/fixtures/signature/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Anchors anchors()
{
    const auto authorities = readCertificateFile(fixture("issuing.pem"));
    Anchors found;
    for (const Certificate& authority : *authorities) {
        found.add(authority);
    }
    return found;
}

void demand(bool right)
{
    if (!right) {
        std::abort();
    }
}

void sm2SignedData(benchmark::State& state, const char* name, bool remembered)
{
    const Der der = *readSignedDataFile(fixture(name));
    const Anchors trusted = anchors();
    ChainMemory memory(trusted);
    for (auto _ : state) {
        if (remembered) {
            demand(verify({.der = der, .lists = noLists, .at = at}, memory).valid());
        } else {
            ChainMemory fresh(trusted);
            demand(verify({.der = der, .lists = noLists, .at = at}, fresh).valid());
        }
    }
    state.SetItemsProcessed(state.iterations());
}

void sm2Signature(benchmark::State& state)
{
    const Der der = *readSignedDataFile(fixture("sm2-gbt35275.p7s"));
    const Result<SignedDocument> document = readSignedDocument(der);
    const std::string message = attributesDer(document->attributes);
    const Certificate& signer = document->certificates.front();
    for (auto _ : state) {
        demand(verifies(signer, {Hash::sm3, Method::sm2}, message, document->signature));
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(sm2SignedData, gbt35275_remembered, "sm2-gbt35275.p7s", true);
BENCHMARK_CAPTURE(sm2SignedData, gbt35275_afresh, "sm2-gbt35275.p7s", false);
BENCHMARK_CAPTURE(sm2SignedData, cms_remembered, "sm2-cms.p7s", true);
BENCHMARK_CAPTURE(sm2SignedData, cms_afresh, "sm2-cms.p7s", false);
BENCHMARK(sm2Signature);

} // namespace
