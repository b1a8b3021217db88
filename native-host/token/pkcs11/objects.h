// Finding objects and reading their attributes, with bounds on whatever the library answers.
#pragma once

#include "native-host/token/pkcs11/session.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ekey::token::pkcs11 {

/// All objects of a kind; over limits::objects is a driver.fault.
std::vector<CK_OBJECT_HANDLE> objects(Gate& gate, const Session& session, CK_OBJECT_CLASS kind);
std::vector<CK_OBJECT_HANDLE> objects(Gate& gate, const Session& session, CK_OBJECT_CLASS kind,
                                      std::span<const std::uint8_t> id);

/// None when the object has no such attribute, keeps it to itself, or it is longer than `most`.
std::optional<std::vector<std::uint8_t>> attribute(Gate& gate, const Session& session, CK_OBJECT_HANDLE object,
                                                   CK_ATTRIBUTE_TYPE type, std::size_t most);

/// CKA_ALWAYS_AUTHENTICATE; false when the object does not tell.
bool alwaysAuthenticate(Gate& gate, const Session& session, CK_OBJECT_HANDLE key);

} // namespace ekey::token::pkcs11
