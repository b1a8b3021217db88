// The two containers of a signature.
#pragma once

namespace ekey::signature {

enum class Form {
    cms,     ///< RFC 5652
    gbt35275 ///< GB/T 35275-2017 (GM/T 0010): PKCS #7 1.5 (RFC 2315) with object identifiers of its own
};

/// "cms", "gbt35275".
const char* name(Form form);

} // namespace ekey::signature
