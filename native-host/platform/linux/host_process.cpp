#include "native-host/platform/host_process.h"

#include "native-host/platform/linux/call_filter.h"
#include "native-host/platform/linux/ownership.h"
#include "native-host/platform/locked_memory.h"
#include "native-host/platform/own_process.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <malloc.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace ekey::platform {
namespace {

class Descriptor {
public:
    explicit Descriptor(int descriptor) : number(descriptor) {}
    ~Descriptor()
    {
        if (number >= 0) ::close(number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    const int number;
};

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

/// What is written before it gets its name; gone with the object when it never does.
struct WorkFile {
    explicit WorkFile(std::string name) : path(std::move(name)) {}
    ~WorkFile() { unlink(path.c_str()); } // after a rename there is none
    WorkFile(const WorkFile&) = delete;
    WorkFile& operator=(const WorkFile&) = delete;
    const std::string path;
};

void writeWhole(int descriptor, std::string_view text, const std::string& path)
{
    while (!text.empty()) {
        const ssize_t written = write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            fail(path);
        }
    }
}

} // namespace

std::vector<std::string> harden()
{
    std::vector<std::string> missing;
    forbidDumps();
    if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0) missing.emplace_back("dumps");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) missing.emplace_back("privileges");
    if (!filterCalls()) missing.emplace_back("calls");
    if (!locksMemory()) missing.emplace_back("memory");
    return missing;
}

void returnFreeMemory()
{
#ifdef __GLIBC__
    malloc_trim(0); // other libraries give back what is large by themselves
#endif
}

std::vector<int> endSignals() { return {SIGINT, SIGTERM}; }

std::vector<int> reloadSignals() { return {SIGHUP}; }

void keepFilesPrivate() { umask(S_IRWXG | S_IRWXO); }

std::filesystem::path ownProgram() { return std::filesystem::read_symlink("/proc/self/exe"); }

std::string programName(const std::string& name) { return name; }

std::variant<std::string, FileFault> readTrusted(const std::filesystem::path& file, std::size_t limit)
{
    // Without O_NONBLOCK the opening of a pipe would wait for its writer.
    const Descriptor in(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (in.number < 0 || fstat(in.number, &status) != 0 || !S_ISREG(status.st_mode)) {
        return FileFault::unreadable;
    }
    if (!isOwnedBy(Trust::user, status)) {
        return FileFault::owner;
    }
    if (othersMayWrite(status)) {
        return FileFault::writable;
    }
    std::string text(limit + 1, '\0');
    std::size_t length = 0;
    while (length < text.size()) {
        const ssize_t got = read(in.number, text.data() + length, text.size() - length);
        if (got < 0) {
            return FileFault::unreadable;
        }
        if (got == 0) {
            text.resize(length);
            return text;
        }
        length += static_cast<std::size_t>(got);
    }
    return FileFault::size;
}

void writeAtomically(const std::filesystem::path& file, const std::string& text)
{
    const WorkFile work(file.string() + "." + std::to_string(getpid()));
    {
        const Descriptor out(open(work.path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (out.number < 0) fail(work.path);
        writeWhole(out.number, text, work.path);
        // Otherwise a name may reach the disk before what it names, and a loss of power leaves an empty file.
        if (fsync(out.number) != 0) fail(work.path);
    }
    if (rename(work.path.c_str(), file.c_str()) != 0) fail(file.string());
    const std::string folder = std::filesystem::absolute(file).parent_path().string();
    const Descriptor in(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (in.number < 0 || fsync(in.number) != 0) fail(folder);
}

void makeExclusive(std::uintptr_t socket)
{
    // On Linux a second listener is refused anyway; this only lets a new host follow an old one at once, whose closed
    // connections still wait for their last packets (socket(7)).
    const int yes = 1;
    if (setsockopt(static_cast<int>(socket), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0) {
        fail("SO_REUSEADDR");
    }
}

} // namespace ekey::platform
