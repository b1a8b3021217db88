// Who asks: what a handler may rely on once its route has let the request in.
#pragma once

#include "core/signature/certificate.h"
#include "portal/clock.h"

#include <optional>
#include <string>
#include <vector>

namespace ekey::portal {

enum class Role {
    enterprise,    ///< 企业: an account's, or whoever holds the enterprise's key
    officer,       ///< 发证机构: an agency's
    producer,      ///< 电子钥匙服务商
    administrator, ///< of this portal
};

std::string_view toString(Role role);
/// Throws std::invalid_argument for anything that toString() does not say.
Role roleOf(std::string_view name);

/// Whom a route lets in. Empty: anybody, logged in or not.
using Access = std::vector<Role>;

inline const Access anybody{};
inline const Access enterprises{Role::enterprise};
inline const Access administrators{Role::administrator};
inline const Access loggedIn{Role::enterprise, Role::officer, Role::producer, Role::administrator};

struct Caller {
    std::string session; ///< its id; not secret
    Role role = Role::enterprise;
    std::string account;    ///< its id; empty where the key alone was the log-in
    std::string uscc;       ///< empty for staff
    std::string enterprise; ///< its name; empty for staff
    std::string login;      ///< 登录名; empty where the key alone was the log-in
    std::string email;
    std::optional<signature::Certificate> certificate; ///< of the key, where that was the log-in
    bool expired = false;                              ///< the certificate has: lets in only what its renewal needs
    Time until = 0;                                    ///< when the session ends if it is not used

    /// Whose filings these are: an account's own, or those of the enterprise that the key proves. Anybody may register
    /// with an enterprise's code, so the code alone proves nothing.
    std::string owner() const { return account.empty() ? "enterprise:" + uscc : "account:" + account; }
};

} // namespace ekey::portal
