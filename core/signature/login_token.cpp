#include "core/signature/login_token.h"

#include "core/json/members.h"
#include "core/signature/digital_signature.h"
#include "core/text/base64.h"

namespace ekey::signature {

namespace {

constexpr std::string_view webEid = "web-eid:1.0";
constexpr std::string_view ekeyAuth = "ekey-auth:1";
// Limits of protocol/ekey.v1.openrpc.json, LoginToken.
constexpr std::size_t certificateText = certificateMost / 3 * 4;
constexpr std::size_t signatureText = 2048;
constexpr std::size_t nameBytes = 40;
constexpr std::size_t appVersionText = 200;

std::string_view formatOf(std::string_view algorithm) { return algorithm == "SM2" ? ekeyAuth : webEid; }

/// RSA keys make signatures of several names, the others of one each.
bool isOf(std::string_view algorithm, const Certificate& certificate)
{
    const std::optional<Scheme> scheme = schemeOf(algorithm);
    return scheme && fits(certificate, *scheme) &&
           (scheme->method != Method::ecdsa || algorithm == certificate.algorithm());
}

Error malformed(std::string pointer) { return {"token.malformed", std::move(pointer)}; }

} // namespace

std::string loginMessage(std::string_view algorithm, std::string_view origin, std::string_view nonce)
{
    const std::optional<Scheme> scheme = schemeOf(algorithm);
    if (!scheme) {
        return {};
    }
    const std::string prefix = scheme->method == Method::sm2 ? digest(scheme->hash, ekeyAuth) : std::string{};
    return prefix + digest(scheme->hash, origin) + digest(scheme->hash, nonce);
}

json::Value toJson(const LoginToken& token)
{
    return {{"unverifiedCertificate", text::base64(token.certificate.der())},
            {"algorithm", token.algorithm},
            {"signature", text::base64(token.signature)},
            {"format", formatOf(token.algorithm)},
            {"appVersion", token.appVersion}};
}

Result<LoginToken> readLoginToken(const json::Value& value)
{
    if (!value.is_object()) {
        return malformed({});
    }
    json::Members in(value);
    const std::string certificate = in.text("unverifiedCertificate", certificateText);
    const std::string algorithm = in.text("algorithm", nameBytes);
    const std::string signature = in.text("signature", signatureText);
    const std::string found = in.text("format", nameBytes);
    const std::string appVersion = in.text("appVersion", appVersionText);
    if (const auto error = in.finish()) {
        return malformed(error->pointer);
    }
    if (found != webEid && found != ekeyAuth) {
        return Error{"token.format", "/format", Severity::error, {{"found", found}}};
    }
    if (!schemeOf(algorithm) || formatOf(algorithm) != found) {
        return Error{"token.algorithm", "/algorithm", Severity::error, {{"found", algorithm}}};
    }
    const auto signatureBytes = text::fromBase64(signature);
    if (!signatureBytes || signatureBytes->empty()) {
        return malformed("/signature");
    }
    const auto der = text::fromBase64(certificate);
    if (!der) {
        return malformed("/unverifiedCertificate");
    }
    Result<Certificate> read = Certificate::read(*der);
    if (!read) {
        return read.error();
    }
    return LoginToken{*std::move(read), algorithm, *signatureBytes, appVersion};
}

Status verifyLoginToken(const LoginToken& token, std::string_view origin, std::string_view nonce)
{
    if (!isOf(token.algorithm, token.certificate)) {
        return Error{"token.algorithm", "/algorithm", Severity::error, {{"found", token.algorithm}}};
    }
    if (!token.certificate.mayAuthenticate()) {
        return Error{"certificate.use", "/unverifiedCertificate"};
    }
    const std::optional<Scheme> scheme = schemeOf(token.algorithm);
    const bool pair = scheme->method == Method::ecdsa || scheme->method == Method::sm2;
    const Der signature = pair ? ecdsaDer(token.algorithm, token.signature) : token.signature;
    if (!verifies(token.certificate, *scheme, loginMessage(token.algorithm, origin, nonce), signature)) {
        return Error{"token.signature", "/signature"};
    }
    return Success{};
}

} // namespace ekey::signature
