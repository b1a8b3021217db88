#include "native-host/platform/windows/user.h"

namespace ekey::platform {

UserId userOf(HANDLE process)
{
    HANDLE opened = nullptr;
    if (!OpenProcessToken(process, TOKEN_QUERY, &opened)) return UserId({});
    const Handle token(opened);
    DWORD size = 0;
    GetTokenInformation(token.get(), TokenUser, nullptr, 0, &size);
    std::vector<unsigned char> bytes(size);
    if (size == 0 || !GetTokenInformation(token.get(), TokenUser, bytes.data(), size, &size)) return UserId({});
    return UserId(std::move(bytes));
}

UserId ownUser()
{
    UserId user = userOf(GetCurrentProcess());
    if (!user.valid()) failLast("GetTokenInformation");
    return user;
}

} // namespace ekey::platform
