#include "portal/http/security_headers.h"

#include "portal/http/host_ports.h"

namespace ekey::portal::http {
namespace {

std::string contentSecurityPolicy()
{
    std::string connect = "connect-src 'self'";
    for (const unsigned port : hostPorts) {
        // The page reaches ekey-host by WebSocket; http on the same port lets it tell "no host" from "refused".
        const std::string authority = "127.0.0.1:" + std::to_string(port);
        connect += " ws://" + authority + " http://" + authority;
    }
    return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; "
           "img-src 'self' blob: data:; font-src 'self'; " +
           connect + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
}

} // namespace

void addSecurityHeaders(Answer& answer)
{
    static const std::string policy = contentSecurityPolicy();
    answer.headers.emplace_back("Content-Security-Policy", policy);
    answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
    answer.headers.emplace_back("Referrer-Policy", "same-origin");
    answer.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    answer.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
}

} // namespace ekey::portal::http
