#include "native-host/token/pkcs11/write_access.h"

namespace ekey::token::pkcs11 {
namespace {

Token writableToken(Gate& gate, const std::string& serial, const Credential& credential)
{
    Token token = tokenOf(gate, serial);
    if (!token.info.writable) throw Fault{{.code = "token.readonly"}};
    demandPresentable(token, credential);
    return token;
}

} // namespace

WriteAccess::WriteAccess(Gate& gate, const std::string& serial, const Credential& credential)
    : token(writableToken(gate, serial, credential)), session_(gate, token.slot, Access::readWrite),
      login(gate, session_, token, credential)
{}

} // namespace ekey::token::pkcs11
