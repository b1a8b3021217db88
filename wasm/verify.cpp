#include "wasm/verify.h"

#include "core/signature/input.h"
#include "core/signature/time.h"
#include "core/signature/verification.h"
#include "core/text/base64.h"

#include <utility>

namespace ekey::wasm {
namespace {

using signature::Der;

constexpr std::size_t timeBytes = 20; // 2026-11-23T08:00:00Z

Error misuse(const char* code, std::string pointer) { return {code, std::move(pointer)}; }

std::string_view textOf(const Der& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Error at(std::string_view pointer, Error error)
{
    error.pointer = pointer;
    return error;
}

/// Bytes of one member, or that it is no base64.
Result<Der> bytesOf(std::string_view base64, std::string_view pointer)
{
    std::optional<Der> bytes = text::fromBase64(base64);
    return bytes ? Result<Der>(*std::move(bytes)) : misuse("call.base64", std::string(pointer));
}

/// Whether what is wrong is the calling program's defect, rather than the data's.
bool isMisuse(const Error& error) { return error.code.starts_with("call.") || error.code.starts_with("member."); }

/// All that stands in an array of files, each read by `read`.
template <class T>
Result<std::vector<T>> readFiles(const json::Value& files, const std::string& name,
                                 Result<std::vector<T>> (*read)(std::string_view))
{
    std::vector<T> found;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string pointer = "/" + name + "/" + std::to_string(i);
        if (!files[i].is_string()) {
            return Error{"member.type", pointer, Severity::error, {{"expected", "string"}}};
        }
        const Result<Der> bytes = bytesOf(files[i].get_ref<const std::string&>(), pointer);
        if (!bytes) {
            return bytes.error();
        }
        Result<std::vector<T>> some = read(textOf(*bytes));
        if (!some) {
            return at(pointer, some.error());
        }
        found.insert(found.end(), some->begin(), some->end());
    }
    return found;
}

} // namespace

const Operation<Verifier> Verifier::operations[] = {
    {"verify", &Verifier::verify},
    {"certificate", &Verifier::certificate},
};

Answer Verifier::call(std::string_view request) { return answer(*this, operations, request, verifyRequestBytes); }

std::optional<Outcome> Verifier::trust(const json::Value& files)
{
    if (chains_ && files == trusted_) {
        return std::nullopt;
    }
    const auto authorities = readFiles(files, "anchors", signature::readCertificateFile);
    if (!authorities) {
        return isMisuse(authorities.error()) ? misused(authorities.error()) : failed(authorities.error());
    }
    signature::Anchors anchors;
    for (const signature::Certificate& authority : *authorities) {
        anchors.add(authority);
    }
    chains_ = std::make_unique<signature::ChainMemory>(std::move(anchors));
    trusted_ = files;
    return std::nullopt;
}

Outcome Verifier::verify(json::Value request)
{
    json::Members in(request);
    const std::string given = in.text("signedData", verifyRequestBytes);
    const std::optional<std::string> content = in.optionalText("content", verifyRequestBytes);
    const json::Value& anchors = in.array("anchors", anchorsMost);
    const json::Value* files = in.optionalArray("revocationLists", revocationListsMost);
    const std::string time = in.text("at", timeBytes);
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    const std::optional<signature::Time> when = signature::fromTimestamp(time);
    if (!when) {
        return misused(misuse("call.time", "/at"));
    }
    const Result<Der> bytes = bytesOf(given, "/signedData");
    const Result<Der> detached = bytesOf(content.value_or(""), "/content");
    if (!bytes || !detached) {
        return misused(bytes ? detached.error() : bytes.error());
    }
    if (auto wrong = trust(anchors)) {
        return *std::move(wrong);
    }
    const auto lists =
        readFiles(files ? *files : json::Value::array(), "revocationLists", signature::readRevocationFile);
    if (!lists) {
        return isMisuse(lists.error()) ? misused(lists.error()) : failed(lists.error());
    }
    const Result<Der> der = signature::readSignedDataFile(textOf(*bytes));
    if (!der) {
        signature::Verification unread;
        unread.errors.push_back(der.error());
        return result(toJson(unread));
    }
    return result(toJson(signature::verify({.der = *der,
                                            .detached = content ? std::optional(textOf(*detached)) : std::nullopt,
                                            .lists = *lists,
                                            .at = *when},
                                           *chains_)));
}

Outcome Verifier::certificate(json::Value request)
{
    json::Members in(request);
    const std::string given = in.text("certificate", verifyRequestBytes);
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    const Result<Der> bytes = bytesOf(given, "/certificate");
    if (!bytes) {
        return misused(bytes.error());
    }
    const auto certificates = signature::readCertificateFile(textOf(*bytes));
    return certificates ? result(toJson(certificates->front())) : failed(certificates.error());
}

} // namespace ekey::wasm
