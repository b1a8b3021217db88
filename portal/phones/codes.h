// One-time codes (一次性验证码): whoever reads it holds the phone.
#pragma once

#include "portal/clock.h"

#include <string>

namespace soci {
class session;
}

namespace ekey::portal::phones {

/// A new code for that number; one before is void. `owner`: of the filing. Refused (429): attempts.too_many {seconds}.
std::string makeCode(soci::session& sql, const std::string& filing, const std::string& owner, const std::string& mobile,
                     Time now);

enum class Proof { right, none, expired, wrong };

/// Right: the number is proven, and the code is used up. Wrong: `left` tries are left; none are: the code is void.
Proof prove(soci::session& sql, const std::string& filing, const std::string& code, Time now, int& left);

/// The number that was proven; empty where none was.
std::string provenMobile(soci::session& sql, const std::string& filing);

} // namespace ekey::portal::phones
