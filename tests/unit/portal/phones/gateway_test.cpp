#include "portal/phones/gateway.h"

#include "portal/refused.h"

#include <gtest/gtest.h>

namespace ekey::portal::phones {
namespace {

TEST(SmsGateway, addressOf_hasTheNumberInItsPlace)
{
    EXPECT_EQ(Gateway::read("{mobile}@sms.example.com")->addressOf("13900139000"), "13900139000@sms.example.com");
    EXPECT_EQ(Gateway::read("sms+{mobile}@example.com")->addressOf("13900139000"), "sms+13900139000@example.com");
    EXPECT_FALSE(Gateway::read("")) << "there is none";
}

TEST(SmsGateway, read_whatIsNoAddressWithOnePlaceIsRefused)
{
    for (const char* address : {"sms@example.com", "{mobile}", "{mobile}{mobile}@example.com", "{mobile}@", "@{mobile}",
                                "{mobile} @example.com", "{mobile}@a.example\r\nTo: b@c.example"}) {
        EXPECT_THROW(Gateway::read(address), Refused) << address;
    }
}

} // namespace
} // namespace ekey::portal::phones
