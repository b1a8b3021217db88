// ekey-token: the process in which a vendor's library runs. Started by the host, which speaks to it over standard input
// and output; see frame.h.
#include "native-host/token/worker/inbox.h"
#include "native-host/token/worker/worker.h"

#include <new>
#include <system_error>

int main()
{
    using namespace ekey;
    platform::forbidDumps();
    try {
        platform::StandardPipes pipes;
        auto& inbox = *new token::Inbox(pipes); // as long as the process
        {
            token::Worker worker(pipes);
            while (auto payload = inbox.next()) {
                worker.handle(std::move(*payload));
            }
        }
        inbox.finished();
    } catch (const std::system_error&) {
        platform::endNow(token::ownFault);
    }
}
