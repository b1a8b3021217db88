#include "native-host/token/pkcs11/tokens.h"

#include "native-host/token/limits.h"
#include "native-host/token/secret.h"

#include <algorithm>
#include <optional>
#include <string>

namespace ekey::token::pkcs11 {
namespace {

/// Blank-padded, not terminated (PKCS#11 2.40 §3.2); some libraries pad with zeros.
template <std::size_t size>
std::string unpadded(const unsigned char (&field)[size])
{
    std::string text(reinterpret_cast<const char*>(field), size);
    text.resize(std::min(text.find('\0'), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

std::vector<CK_SLOT_ID> slots(Gate& gate)
{
    // Asking for the count first is what makes a library look again at what is plugged in (PKCS#11 2.40 §5.5).
    CK_ULONG count = 0;
    gate.call("C_GetSlotList", &CK_FUNCTION_LIST::C_GetSlotList, CK_BBOOL{CK_TRUE}, static_cast<CK_SLOT_ID*>(nullptr),
              &count);
    std::vector<CK_SLOT_ID> found(limits::tokens);
    count = found.size();
    gate.call("C_GetSlotList", &CK_FUNCTION_LIST::C_GetSlotList, CK_BBOOL{CK_TRUE}, found.data(), &count);
    if (count > found.size()) throw Fault{absurd("C_GetSlotList")};
    found.resize(count);
    return found;
}

/// None: it has gone meanwhile, or holds nothing yet.
std::optional<Token> describe(Gate& gate, CK_SLOT_ID slot)
{
    CK_TOKEN_INFO raw{};
    const CK_RV code = gate.attempt("C_GetTokenInfo", &CK_FUNCTION_LIST::C_GetTokenInfo, slot, &raw);
    if (code != CKR_OK) {
        Failure failure = failureOf("C_GetTokenInfo", code);
        if (failure.code == "token.removed") return std::nullopt;
        throw Fault{std::move(failure)};
    }
    if (!(raw.flags & CKF_TOKEN_INITIALIZED)) return std::nullopt;

    Token token{.slot = slot};
    token.info.serial = unpadded(raw.serialNumber);
    token.info.label = unpadded(raw.label);
    token.info.pin = pinState(raw.flags);
    token.info.pinToBeChanged = raw.flags & CKF_USER_PIN_TO_BE_CHANGED;
    token.info.writable = !(raw.flags & CKF_WRITE_PROTECTED);
    token.info.protectedPath = raw.flags & CKF_PROTECTED_AUTHENTICATION_PATH;
    token.loginRequired = raw.flags & CKF_LOGIN_REQUIRED;
    // Libraries that do not know say 0 or CK_UNAVAILABLE_INFORMATION: then the token itself decides.
    const bool known = raw.ulMaxPinLen > 0 && raw.ulMaxPinLen <= Secret::limit && raw.ulMinPinLen <= raw.ulMaxPinLen;
    token.info.pinLeast = known ? static_cast<unsigned>(raw.ulMinPinLen) : 0;
    token.info.pinMost = known ? static_cast<unsigned>(raw.ulMaxPinLen) : Secret::limit;
    return token;
}

void makeUnique(std::vector<Token>& all)
{
    std::vector<bool> ambiguous;
    for (const Token& token : all) {
        const auto same = [&](const Token& other) { return other.info.serial == token.info.serial; };
        ambiguous.push_back(token.info.serial.empty() || std::count_if(all.begin(), all.end(), same) > 1);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (ambiguous[i]) all[i].info.serial.append("@").append(std::to_string(all[i].slot));
    }
}

} // namespace

std::vector<Token> tokens(Gate& gate)
{
    std::vector<Token> all;
    for (const CK_SLOT_ID slot : slots(gate)) {
        if (auto token = describe(gate, slot)) all.push_back(std::move(*token));
    }
    makeUnique(all);
    return all;
}

Token tokenOf(Gate& gate, std::string_view serial)
{
    for (Token& token : tokens(gate)) {
        if (token.info.serial == serial) return std::move(token);
    }
    throw Fault{{.code = "token.removed"}};
}

PinState pinStateNow(Gate& gate, CK_SLOT_ID slot)
{
    CK_TOKEN_INFO raw{};
    const CK_RV code = gate.attempt("C_GetTokenInfo", &CK_FUNCTION_LIST::C_GetTokenInfo, slot, &raw);
    return code == CKR_OK ? pinState(raw.flags) : PinState::unknown;
}

} // namespace ekey::token::pkcs11
