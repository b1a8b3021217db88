// From an answer to what json_abi.h promises: it stays valid until the module's next one.
#pragma once

#include "wasm/json_abi.h"
#include "wasm/json_calls.h"

namespace ekey::wasm {

const ekey_answer* handOut(Answer answer);

} // namespace ekey::wasm
