// The eight businesses (业务种类): who may begin each of them. What each asks is data: forms/.
#pragma once

#include "portal/caller.h"

#include <array>
#include <string_view>

namespace ekey::portal::filings {

struct Business {
    std::string_view id;   ///< of its form
    bool byAccount = true; ///< begun by an account
    bool byKey = true;     ///< begun by whoever holds the key; then the submission is signed with it
};

inline constexpr std::array<Business, 8> businesses{{
    {.id = "first", .byKey = false},       // 首次申领: no key is held yet
    {.id = "additional"},                  // 增办
    {.id = "renewal", .byAccount = false}, // 延期更新: no registration, the key itself is the log-in
    {.id = "reissue"},                     // 补办: lost or damaged
    {.id = "change"},                      // 信息变更, 内外资添加18位代码
    {.id = "unlock"},                      // 解锁: a locked key cannot log in
    {.id = "cancellation"},                // 注销, with or without the key at hand
    {.id = "mobileAuthorisation"},         // 手机授权
}};

std::vector<std::string_view> businessIds();

/// `id` is one of them. Refused: business.needs_key, business.needs_account,
/// session.expired_certificate (403).
const Business& require(std::string_view id, const Caller& caller);

} // namespace ekey::portal::filings
