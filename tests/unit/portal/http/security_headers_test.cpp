#include "portal/http/security_headers.h"

#include "core/json/reader.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::portal::http {
namespace {

TEST(SecurityHeaders, contentSecurityPolicy_reachesTheHostsPortsOfTheProtocolAndNothingElse)
{
    const auto protocol = json::read(test::readFile(EKEY_SOURCE_DIR "/protocol/ekey.v1.openrpc.json"));
    ASSERT_TRUE(protocol);
    std::string connect = "connect-src 'self'";
    for (const auto& port : protocol->at("x-ports")) {
        const std::string authority = "127.0.0.1:" + std::to_string(port.get<int>());
        connect += " ws://" + authority + " http://" + authority;
    }
    Answer answer;
    addSecurityHeaders(answer);
    ASSERT_EQ(answer.headers.at(0).first, "Content-Security-Policy");
    EXPECT_EQ(answer.headers.at(0).second,
              "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; "
              "img-src 'self' blob: data:; font-src 'self'; " +
                  connect + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
}

} // namespace
} // namespace ekey::portal::http
