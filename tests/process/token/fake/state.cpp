#include "tests/process/token/fake/fake.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ekey::fake {
namespace {

/// The private key, the public one, and as many certificates as the scenario wants.
std::vector<Object> firstObjects()
{
    std::vector<Object> all{{1, CKO_PRIVATE_KEY, "\x45"}, {2, CKO_PUBLIC_KEY, "\x45"}};
    const std::size_t certificates = does("certificates.most") ? 64 : does("certificates.toomany") ? 65 : 1;
    for (std::size_t i = 0; i < certificates; ++i) {
        all.push_back({3 + i, CKO_CERTIFICATE, "\x45"});
    }
    const std::size_t keys = does("keys.most") ? 256 : does("keys.toomany") ? 257 : 1;
    for (std::size_t i = 1; i < keys; ++i) {
        all.push_back({1000 + i, CKO_PUBLIC_KEY, "\x46"});
    }
    return all;
}

constexpr char firstPin[] = {~'2', ~'4', ~'6', ~'8', ~'1', ~'3'};

} // namespace

State& state()
{
    static State one{.invertedPin = std::string(firstPin, sizeof firstPin), .objects = firstObjects()};
    return one;
}

Object* objectOf(CK_OBJECT_HANDLE handle)
{
    auto& all = state().objects;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Object& one) { return one.handle == handle; });
    return found == all.end() ? nullptr : &*found;
}

bool does(const char* what)
{
    const char* scenario = std::getenv("EKEY_FAKE");
    return scenario && std::strcmp(scenario, what) == 0;
}

void expect(bool careful)
{
    if (!careful) std::abort();
}

void tell(char event)
{
    if (state().fifo >= 0) expect(write(state().fifo, &event, 1) == 1);
}

void waitForTheTest(char event)
{
    tell(event);
    const int held = open(std::getenv("EKEY_FAKE_HELD"), O_RDONLY | O_CLOEXEC);
    char word = 0;
    expect(held >= 0 && read(held, &word, 1) == 1);
    close(held);
}

void hang()
{
    while (true) {
        pause();
    }
}

void enter()
{
    if (!does("prints")) return;
    std::puts("driver: debugging, debugging");
    std::fflush(stdout);
    expect(write(STDOUT_FILENO, "\x7f\0\0\0\xff\xff garbage", 14) == 14);
    expect(write(STDERR_FILENO, "noise", 5) == 5);
    char stolen = 0;
    expect(read(STDIN_FILENO, &stolen, 1) == 0);
}

void present()
{
    State& now = state();
    expect(!does("locked") && !does("free") && now.presented == 0);
    ++now.presented;
}

bool isRight(const unsigned char* pin, CK_ULONG length)
{
    const std::string& inverted = state().invertedPin;
    return length == inverted.size() &&
           std::equal(inverted.begin(), inverted.end(), pin,
                      [](char kept, unsigned char c) { return static_cast<unsigned char>(~kept) == c; });
}

void inSession(CK_SESSION_HANDLE handle)
{
    enter();
    expect(state().open && handle == session);
}

void waitUntilTheHostCloses()
{
    // The worker's end of its pipe is the one socket of this process.
    for (int descriptor = 0; descriptor < 64; ++descriptor) {
        struct stat status {};
        if (fstat(descriptor, &status) != 0 || !S_ISSOCK(status.st_mode)) continue;
        pollfd peer{descriptor, POLLRDHUP, 0};
        poll(&peer, 1, -1);
        return;
    }
    expect(false);
}

} // namespace ekey::fake
