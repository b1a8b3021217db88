// PKCS#11 2.40: any vendor's module, used as little as its operations need.
#pragma once

#include "native-host/platform/library.h"
#include "native-host/token/driver.h"
#include "native-host/token/pkcs11/arrivals.h"
#include "native-host/token/pkcs11/gate.h"
#include "native-host/token/quirk.h"

#include <string>

namespace ekey::token::pkcs11 {

class Pkcs11Driver final : public Driver {
public:
    /// Loads and initialises the module. Throws Fault: driver.fault with function "worker.load" when it cannot be
    /// loaded, "C_GetFunctionList" when it is no PKCS#11 module.
    Pkcs11Driver(const std::string& module, Quirks quirks, CallTrace& trace);
    ~Pkcs11Driver() override;

    Inventory inventory() override;
    Changes changes(const ChangesRequest& request) override;
    void sign(const SignRequest& request, SignatureSink& signatures) override;
    void changePin(const ChangePinRequest& request) override;
    PublicKey generate(const GenerateRequest& request) override;
    void install(const InstallRequest& request) override;
    Removal remove(const RemoveRequest& request) override;

private:
    platform::Library library;
    Quirks quirks;
    Gate gate;
    Arrivals arrivals;
};

} // namespace ekey::token::pkcs11
