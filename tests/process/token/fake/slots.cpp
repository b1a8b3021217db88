#include "tests/process/token/fake/fake.h"
#include "tests/process/token/fake/functions.h"
#include "tests/process/token/memory_scan.h"

#include <cstdlib>
#include <cstring>
#include <fstream>

namespace ekey::fake {
namespace {

CK_ULONG pluggedIn()
{
    if (const char* path = std::getenv("EKEY_FAKE_TOKENS")) {
        char digit = '0';
        std::ifstream(path) >> digit;
        return static_cast<CK_ULONG>(digit - '0');
    }
    if (does("tokens.limit")) return 32;
    if (does("tokens.over")) return 33;
    return does("empty") ? 0 : does("twins") ? 2 : 1;
}

template <std::size_t size>
void pad(unsigned char (&field)[size], const std::string& text)
{
    std::memset(field, ' ', size);
    std::memcpy(field, text.data(), text.size());
}

std::string serialOf(CK_SLOT_ID id)
{
    if (does("nameless")) return {};
    // Plugged in at run time they are told apart; "twins" are not.
    const bool apart = std::getenv("EKEY_FAKE_TOKENS") || does("tokens.limit");
    return id == slot || !apart ? "SERIAL" : "SERIAL" + std::to_string(id - slot);
}

} // namespace

CK_RV getSlotList(CK_BBOOL present, CK_SLOT_ID* list, CK_ULONG* count)
{
    enter();
    expect(state().initialised && present);
    if (does("scan") && state().pinUsed) expect(!test::memoryHolds(state().invertedPin));
    if (does("absurd.slots")) {
        *count = absurd;
        return CKR_OK;
    }
    const CK_ULONG tokens = pluggedIn();
    if (list && *count < tokens) {
        expect(does("tokens.over"));
        *count = tokens;
        return CKR_BUFFER_TOO_SMALL;
    }
    if (list) {
        for (CK_ULONG i = 0; i < tokens; ++i) {
            list[i] = slot + i;
        }
    }
    *count = tokens;
    return CKR_OK;
}

CK_RV getTokenInfo(CK_SLOT_ID id, CK_TOKEN_INFO* info)
{
    enter();
    const bool refused = state().presented > 0;
    if (does("removed.info")) return CKR_TOKEN_NOT_PRESENT;
    pad(info->serialNumber, serialOf(id));
    pad(info->label, "label");
    info->flags = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED;
    info->ulMinPinLen = 6;
    info->ulMaxPinLen = 8;
    if (does("blank")) info->flags = 0;
    if (does("lengths.unknown")) info->ulMinPinLen = info->ulMaxPinLen = CK_UNAVAILABLE_INFORMATION;
    if (does("free")) info->flags &= ~static_cast<CK_FLAGS>(CKF_LOGIN_REQUIRED);
    if (does("pad") || does("pad.cancelled") || does("pad.final")) info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
    if (does("locked")) info->flags |= CKF_USER_PIN_LOCKED;
    if (does("final") || does("pad.final") || (does("wrong.final") && refused)) info->flags |= CKF_USER_PIN_FINAL_TRY;
    if (does("wrong.low") && refused) info->flags |= CKF_USER_PIN_COUNT_LOW;
    if (does("wrong.locks") && refused) info->flags |= CKF_USER_PIN_LOCKED;
    if (does("wrong.silent") && refused) return CKR_DEVICE_ERROR;
    if (does("initial.pin")) info->flags |= CKF_USER_PIN_TO_BE_CHANGED;
    if (does("readonly")) info->flags |= CKF_WRITE_PROTECTED;
    return CKR_OK;
}

CK_RV waitForSlotEvent(CK_FLAGS flags, CK_SLOT_ID* id, void* reserved)
{
    enter();
    expect(state().initialised && flags == CKF_DONT_BLOCK && id && !reserved);
    static CK_ULONG seen = pluggedIn();
    if (does("events.endless")) return CKR_OK;
    if (!does("events")) return CKR_FUNCTION_NOT_SUPPORTED;
    const CK_ULONG now = pluggedIn();
    if (now == seen) return CKR_NO_EVENT;
    seen += now > seen ? 1 : -CK_ULONG{1}; // one slot at a time
    *id = slot + seen;
    return CKR_OK;
}

} // namespace ekey::fake
