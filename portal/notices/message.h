// A mail as it travels (RFC 5322, 2045, 2047): UTF-8 in base64, so that no line is long and no text becomes a header.
#pragma once

#include "portal/clock.h"

#include <string>
#include <string_view>

namespace ekey::portal::notices {

struct Message {
    std::string from; ///< addresses as mailAddress() gives them
    std::string to;
    std::string id; ///< as messageId() gives it
    std::string subject;
    std::string text;
    Time date = 0;
};

/// With CRLF, ready for DATA. The same message gives the same bytes.
std::string compose(const Message& message);

/// "<…@domain>", the same for every delivery of one mail: whoever gets it twice can tell (RFC 5322 §3.6.4). It gives
/// nothing of the occasion away.
std::string messageId(std::string_view occasion, Time created, std::string_view domain);

/// The address for mail servers, ASCII with an internationalised domain encoded (RFC 3492); empty where it is none, and
/// then it holds anything.
std::string mailAddress(std::string_view text);
/// For logs: "z***@example.com"; "?" for what is no address.
std::string masked(std::string_view text);

} // namespace ekey::portal::notices
