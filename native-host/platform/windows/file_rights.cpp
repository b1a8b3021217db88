#include "native-host/platform/windows/file_rights.h"

#include "native-host/platform/windows/user.h"

#include <array>
#include <cstddef>

// After Windows' own.
#include <aclapi.h>

namespace ekey::platform {
namespace {

class WellKnown {
public:
    explicit WellKnown(WELL_KNOWN_SID_TYPE type)
    {
        DWORD size = static_cast<DWORD>(bytes.size());
        if (!CreateWellKnownSid(type, nullptr, bytes.data(), &size)) failLast("CreateWellKnownSid");
    }
    PSID sid() { return bytes.data(); }

private:
    std::array<unsigned char, SECURITY_MAX_SID_SIZE> bytes{};
};

/// S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464: the service that owns Windows' own files.
bool isTrustedInstaller(PSID sid)
{
    static constexpr std::array<DWORD, 6> parts{80, 956008885, 3418522649, 1831038044, 1853292631, 2271478464};
    static constexpr std::array<BYTE, 6> authority{0, 0, 0, 0, 0, 5};
    if (*GetSidSubAuthorityCount(sid) != parts.size()) return false;
    if (!std::equal(authority.begin(), authority.end(), GetSidIdentifierAuthority(sid)->Value)) return false;
    for (DWORD i = 0; i < parts.size(); ++i) {
        if (*GetSidSubAuthority(sid, i) != parts[i]) return false;
    }
    return true;
}

bool isTrusted(PSID sid, Trust trust)
{
    return EqualSid(sid, WellKnown(WinBuiltinAdministratorsSid).sid()) ||
           EqualSid(sid, WellKnown(WinLocalSystemSid).sid()) || isTrustedInstaller(sid) ||
           (trust == Trust::user && EqualSid(sid, ownUser().sid()));
}

} // namespace

FileRights::FileRights(HANDLE file)
{
    PSECURITY_DESCRIPTOR found = nullptr;
    if (GetSecurityInfo(file, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner, nullptr,
                        &list, nullptr, &found) == ERROR_SUCCESS) {
        descriptor.reset(found);
    }
}

bool FileRights::ownerIs(Trust trust) const { return owner && isTrusted(owner, trust); }

bool FileRights::grantsOthers(Trust trust, ACCESS_MASK rights) const
{
    if (!list) return true; // no list at all: everybody may do everything
    for (DWORD i = 0; i < list->AceCount; ++i) {
        void* entry = nullptr;
        if (!GetAce(list, i, &entry)) return true;
        const auto& header = *static_cast<const ACE_HEADER*>(entry);
        // What is only handed on says nothing of the object itself. Denials only take away.
        if ((header.AceFlags & INHERIT_ONLY_ACE) != 0) continue;
        if (header.AceType == ACCESS_DENIED_ACE_TYPE || header.AceType == ACCESS_DENIED_CALLBACK_ACE_TYPE) continue;
        // Conditional entries begin like plain ones; whatever else there is counts as a grant to somebody.
        if (header.AceType != ACCESS_ALLOWED_ACE_TYPE && header.AceType != ACCESS_ALLOWED_CALLBACK_ACE_TYPE)
            return true;
        const auto* allowed = static_cast<const ACCESS_ALLOWED_ACE*>(entry);
        if ((allowed->Mask & (rights | GENERIC_WRITE | GENERIC_ALL)) == 0) continue;
        PSID sid = const_cast<DWORD*>(&allowed->SidStart);
        if (!isTrusted(sid, trust)) return true;
    }
    return false;
}

} // namespace ekey::platform
