// token_signing WORKER MODULE CERTIFICATE: signatures by a worker beside the bare calls, in turn, with the
// demonstration token that SOFTHSM2_CONF names. Prints one JSON object; times in microseconds.
#include "core/signature/digital_signature.h"
#include "native-host/token/worker_client.h"
#include "tests/bench/token/bare.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>

namespace {

using namespace ekey;
using bench::Bytes;

constexpr int rounds = 400;
constexpr int warmUp = 20;
constexpr int batches = 7;
constexpr std::size_t batchSize = 100;
constexpr const char* pin = "818181";
const Bytes id{1};

double microseconds(const std::function<void()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count();
}

struct Times {
    std::vector<double> all;

    double at(double share)
    {
        std::sort(all.begin(), all.end());
        return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
    }
    double median() { return at(0.5); }
    double p99() { return at(0.99); }
};

template <class T>
T demand(token::Outcome<T> outcome)
{
    if (const auto* failure = std::get_if<token::Failure>(&outcome)) throw std::runtime_error(failure->code);
    return std::get<T>(std::move(outcome));
}

/// One key, both ways to it.
class Comparison {
public:
    Comparison(const char* worker, const char* module, const char* certificateFile)
        : bare(module), client(worker, module, {}, {{"SOFTHSM2_CONF", std::getenv("SOFTHSM2_CONF")}}),
          certificate(read(certificateFile))
    {
        elliptic = certificate.algorithm().starts_with("ES");
        scheme = *signature::schemeOf(elliptic ? "ES256" : "RS256");
        const std::string hash = signature::digest(signature::Hash::sha256, message);
        input.assign(hash.begin(), hash.end());
        if (!elliptic) {
            // DigestInfo of SHA-256 (RFC 8017 §9.2, note 1).
            const Bytes prefix{0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                               0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
            input.insert(input.begin(), prefix.begin(), prefix.end());
        }
        serial = demand(client.inventory()).tokens.at(0).serial;
    }

    Bytes byWorker()
    {
        const auto mechanism = elliptic ? token::Mechanism::ecdsa : token::Mechanism::rsaPkcs1;
        return demand(client.sign(serial, id, mechanism, token::Secret(pin), input));
    }
    void batchByWorker()
    {
        const auto mechanism = elliptic ? token::Mechanism::ecdsa : token::Mechanism::rsaPkcs1;
        demand(client.signBatch(serial, id, mechanism, token::Secret(pin), std::vector<Bytes>(batchSize, input)));
    }
    void byHand(std::size_t count = 1)
    {
        bare.sign(elliptic ? CKM_ECDSA : CKM_RSA_PKCS, pin, id, std::vector<Bytes>(count, input));
    }
    void verify(const Bytes& raw)
    {
        const Bytes signature = elliptic ? signature::ecdsaDer("ES256", raw) : raw;
        if (!signature::verifies(certificate, scheme, message, signature)) throw std::runtime_error("signature");
    }

private:
    static signature::Certificate read(const char* file)
    {
        std::ifstream in(file, std::ios::binary);
        const Bytes der{std::istreambuf_iterator<char>(in), {}};
        auto certificate = signature::Certificate::read(der);
        if (!certificate) throw std::runtime_error(certificate.error().code);
        return *certificate;
    }

    bench::Bare bare;
    token::WorkerClient client;
    signature::Certificate certificate;
    signature::Scheme scheme{};
    const std::string message = std::string(1024, 'm');
    Bytes input;
    std::string serial;
    bool elliptic = false;
};

} // namespace

int main(int count, char** arguments)
{
    if (count != 4) return 2;
    try {
        Comparison comparison(arguments[1], arguments[2], arguments[3]);
        Times bare;
        Times worker;
        Times verification;
        for (int round = -warmUp; round < rounds; ++round) {
            Bytes signature;
            const double byHand = microseconds([&] { comparison.byHand(); });
            const double byWorker = microseconds([&] { signature = comparison.byWorker(); });
            const double verified = microseconds([&] { comparison.verify(signature); });
            if (round < 0) continue;
            bare.all.push_back(byHand);
            worker.all.push_back(byWorker);
            verification.all.push_back(verified);
        }
        Times bareBatch;
        Times workerBatch;
        for (int round = 0; round < batches; ++round) {
            bareBatch.all.push_back(microseconds([&] { comparison.byHand(batchSize); }));
            workerBatch.all.push_back(microseconds([&] { comparison.batchByWorker(); }));
        }
        std::printf(R"({"rounds":%d,"bare":{"median":%.1f,"p99":%.1f},"worker":{"median":%.1f,"p99":%.1f},)"
                    R"("verification":{"median":%.1f,"p99":%.1f},"batch":{"signatures":%zu,"bare":%.1f,"worker":%.1f}})"
                    "\n",
                    rounds, bare.median(), bare.p99(), worker.median(), worker.p99(), verification.median(),
                    verification.p99(), batchSize, bareBatch.median(), workerBatch.median());
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "token_signing: %s\n", error.what());
        return 1;
    }
}
