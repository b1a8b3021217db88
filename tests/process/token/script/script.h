// What a scripted module is to be called for, in this order, and what it answers. A call that is not the next of the
// script ends the worker: the test sees driver.crashed.
#pragma once

#include "tests/support/temp_folder.h"

#include <p11-kit/pkcs11.h>

#include <map>
#include <string>
#include <vector>

namespace ekey::test {

/// One call. `argument`: the one that tells the calls of a function apart (C_OpenSession: flags, C_Login: user,
/// C_FindObjectsInit: class, C_GetAttributeValue: type, C_SignInit and C_GenerateKeyPair: mechanism); -1: any.
/// `value`: what the call gives (C_GetSlotList, C_FindObjects: how many, C_GetTokenInfo: flags, C_GetSessionInfo:
/// state, C_Sign: bytes).
struct Line {
    std::string function;
    long argument = -1;
    CK_ULONG value = 0;
    CK_RV code = CKR_OK;
};

class Script {
public:
    explicit Script(const std::vector<Line>& lines);

    std::map<std::string, std::string> environment() const;
    /// Lines that were not called for.
    std::size_t left() const;

private:
    TempFolder folder;
    std::size_t count = 0;
};

/// The plan up to the first call of the function, which answers with the code; then what a careful program does to
/// leave the token in order.
std::vector<Line> failingAt(const std::vector<Line>& plan, const std::string& function, CK_RV code);

} // namespace ekey::test
