// The handlers of accounts' routes, for api.cpp.
#pragma once

#include "portal/accounts/api.h"

namespace ekey::portal::accounts {

http::Answer giveProof(const Api& api, const http::Request& request);
http::Answer registerEnterprise(const Api& api, const http::Request& request);
http::Answer requestReset(const Api& api, const http::Request& request);
http::Answer setPassword(const Api& api, const http::Request& request);
http::Answer changePassword(const Api& api, const http::Request& request);
http::Answer logInWithPassword(const Api& api, const http::Request& request);
http::Answer showSessions(const Api& api, const http::Request& request);
http::Answer endOtherSessions(const Api& api, const http::Request& request);
http::Answer endOneSession(const Api& api, const http::Request& request);

/// The contract's Session.
json::Value describe(const Caller& caller, Time now);
Visitor visitor(const http::Request& request);

/// Whose failed log-ins are counted together; the name need not exist.
std::string loginSubject(const std::string& uscc, const std::string& login);

/// Of JSON texts: what the contract counts in characters is at most this many bytes.
constexpr std::size_t bytesOfChars(std::size_t chars) { return 4 * chars; }

} // namespace ekey::portal::accounts
