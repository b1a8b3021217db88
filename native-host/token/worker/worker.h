// Answers the host's requests, one after the other, on the one thread that calls the vendor's library.
#pragma once

#include "native-host/platform/own_process.h"
#include "native-host/token/answer.h"
#include "native-host/token/driver.h"
#include "native-host/token/request.h"

#include <memory>
#include <span>

namespace ekey::token {

class Worker final : public CallTrace {
public:
    explicit Worker(platform::StandardPipes& pipes);
    ~Worker() override;

    /// Ends the process when the payload is no request, comes out of order, or the host is gone.
    void handle(WipedBytes payload);

private:
    void entered(const char* function) override;
    void returned(const char* function, std::uint64_t microseconds, std::uint64_t code) override;

    decltype(Answer::body) perform(const OpenRequest& request);
    decltype(Answer::body) perform(const InventoryRequest& request);
    decltype(Answer::body) perform(const SignRequest& request);
    /// What has returned travels with the next thing that begins: half the wake-ups of the host.
    void queue(decltype(Answer::body) body);
    void flush();

    platform::StandardPipes& pipes;
    std::unique_ptr<Driver> driver;
    WipedBytes unsent;
    std::uint32_t request = 0; ///< number of the one that is being answered; 0: none, and nothing is reported
    bool hostLeft = false;     ///< a write failed: nobody reads any more
};

} // namespace ekey::token
