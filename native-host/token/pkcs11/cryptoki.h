// PKCS#11 2.40 (OASIS) as p11-kit spells it.
#pragma once

#include <p11-kit/pkcs11.h>
