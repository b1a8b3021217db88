// Writing to a token: a key pair, its certificate, and the end of both. A container is what shares one CKA_ID.
#pragma once

#include "native-host/token/driver.h"
#include "native-host/token/pkcs11/gate.h"

namespace ekey::token::pkcs11 {

/// A key pair of the user that the token makes: the private half signs, never leaves the token, and may do nothing
/// else. Throws Fault: driver.fault "worker.exists" where the token holds a key of that id already, token.unsupported,
/// token.full, token.readonly, …
PublicKey generate(Gate& gate, const GenerateRequest& request);

/// The certificate of a key that the token holds (otherwise token.none). One that is there already is left as it is.
void install(Gate& gate, const InstallRequest& request);

/// Deletes certificates, then the public and last the private key; goes on after a refusal, and tells what is left.
/// token.none where there is nothing of that id.
Removal remove(Gate& gate, const RemoveRequest& request);

} // namespace ekey::token::pkcs11
