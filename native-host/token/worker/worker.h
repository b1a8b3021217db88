// Answers the host's requests, one after the other, on the one thread that calls the vendor's library.
#pragma once

#include "native-host/platform/own_process.h"
#include "native-host/token/answer.h"
#include "native-host/token/driver.h"
#include "native-host/token/request.h"

#include <memory>

namespace ekey::token {

class Worker final : public CallTrace, private SignatureSink {
public:
    explicit Worker(platform::StandardPipes& pipes);
    ~Worker() override;

    /// Ends the process when the payload is no request, comes out of order, or the host is gone.
    void handle(WipedBytes payload);

private:
    bool entered(const char* function) override;
    void returned(const char* function, std::uint64_t microseconds, std::uint64_t code) override;
    bool take(std::vector<std::uint8_t> signature) override;

    Answer::Body perform(const OpenRequest& request);
    Answer::Body perform(const InventoryRequest& request);
    Answer::Body perform(const ChangesRequest& request);
    Answer::Body perform(const SignRequest& request);
    Answer::Body perform(const ChangePinRequest& request);
    Answer::Body perform(const GenerateRequest& request);
    Answer::Body perform(const InstallRequest& request);
    Answer::Body perform(const RemoveRequest& request);
    /// What has returned travels with the next thing that begins: half the wake-ups of the host.
    void queue(Answer::Body body);
    void flush();

    platform::StandardPipes& pipes;
    std::unique_ptr<Driver> driver;
    WipedBytes unsent;
    std::size_t toSign = 0;    ///< inputs of the batch without a signature yet
    std::uint32_t request = 0; ///< number of the one that is being answered; 0: none, and nothing is reported
    bool hostLeft = false;     ///< a write failed: nobody reads any more
};

} // namespace ekey::token
