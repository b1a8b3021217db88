// What OpenSSL takes for random numbers in the verify module.
#pragma once

namespace ekey::wasm {

/// To be called before OpenSSL is used. Good for nothing but verification.
void giveNumbers();

} // namespace ekey::wasm
