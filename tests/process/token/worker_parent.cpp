// worker_parent PROGRAM MODULE EVENTS DRIVER: has a worker with the fake driver sign, then waits until it is killed.
#include "native-host/token/worker_client.h"

#include <fcntl.h>
#include <unistd.h>

int main(int count, char** arguments)
{
    if (count != 5) return 2;
    using namespace ekey::token;
    WorkerClient client(arguments[1], arguments[2], {},
                        {{"EKEY_FAKE_FIFO", arguments[3]}, {"EKEY_FAKE", arguments[4]}});
    const std::vector<std::uint8_t> id{0x45};
    const std::vector<std::uint8_t> digest(32);
    const auto outcome = client.sign("SERIAL", id, Mechanism::ecdsa, Secret("246813"), digest);
    const int events = open(arguments[3], O_WRONLY | O_CLOEXEC);
    if (outcome.index() != 0 || write(events, "D", 1) != 1) return 1;
    pause();
}
