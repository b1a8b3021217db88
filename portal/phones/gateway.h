// Short texts to phones: mails to a gateway, as providers of text messages (短信) offer them.
#pragma once

#include <optional>
#include <string>

namespace ekey::portal::phones {

class Gateway {
public:
    /// `address`: where a number's text goes, "{mobile}@sms.example.com". Empty: there is no gateway. Refused:
    /// sms.address.
    static std::optional<Gateway> read(const std::string& address);

    /// `mobile`: 11 digits.
    std::string addressOf(const std::string& mobile) const;

private:
    explicit Gateway(std::string address) : address_(std::move(address)) {}

    std::string address_;
};

} // namespace ekey::portal::phones
