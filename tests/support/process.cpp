#include "tests/support/process.h"

#include "tests/support/temp_folder.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace ekey::test {
namespace {

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

[[noreturn]] void execute(char* const* arguments, const Process::Options& options)
{
    // A test that is killed leaves nothing running.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const auto& [name, value] : options.environment) {
        setenv(name.c_str(), value.c_str(), 1);
    }
    if (!options.output.empty()) {
        const int out = open(options.output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        dup2(out, STDOUT_FILENO);
        dup2(out, STDERR_FILENO);
    }
    const int in = open("/dev/null", O_RDONLY);
    dup2(in, STDIN_FILENO);
    execv(arguments[0], arguments);
    _exit(127);
}

} // namespace

Process::Process(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                 const Options& options)
{
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    pid_ = fork();
    if (pid_ < 0) {
        fail("fork");
    }
    if (pid_ == 0) {
        execute(pointers.data(), options);
    }
    handle_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
    if (handle_ < 0) {
        fail("pidfd_open");
    }
}

Process::~Process()
{
    if (!status_) {
        signal(SIGTERM);
        if (!wait(std::chrono::seconds(5))) {
            signal(SIGKILL);
            wait();
        }
    }
    close(handle_);
}

void Process::signal(int number) const
{
    if (!status_) {
        kill(pid_, number);
    }
}

std::optional<int> Process::wait(std::chrono::milliseconds limit)
{
    if (status_) {
        return status_;
    }
    pollfd ended{handle_, POLLIN, 0};
    if (poll(&ended, 1, static_cast<int>(limit.count())) != 1) {
        return std::nullopt;
    }
    int status = 0;
    if (waitpid(pid_, &status, 0) != pid_) {
        fail("waitpid");
    }
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return status_;
}

void run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
         const Process::Options& options)
{
    Process process(program, arguments, options);
    const std::optional<int> status = process.wait(std::chrono::minutes(2));
    if (status != 0) {
        throw std::runtime_error(program.string() +
                                 (status ? " ended with " + std::to_string(*status) : " does not end"));
    }
}

AwaitedFile::AwaitedFile(std::filesystem::path file) : file_(std::move(file)), watch_(inotify_init1(IN_CLOEXEC))
{
    std::filesystem::remove(file_);
    if (watch_ < 0 || inotify_add_watch(watch_, file_.parent_path().c_str(), IN_MOVED_TO) < 0) {
        fail("inotify");
    }
}

AwaitedFile::~AwaitedFile() { close(watch_); }

void AwaitedFile::wait(const Process& process, std::chrono::milliseconds limit) const
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!std::filesystem::exists(file_)) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd events[] = {{watch_, POLLIN, 0}, {process.handle(), POLLIN, 0}};
        if (left.count() <= 0 || poll(events, 2, static_cast<int>(left.count())) == 0) {
            throw std::runtime_error("nothing was written to " + file_.string());
        }
        if (events[1].revents != 0 && !std::filesystem::exists(file_)) {
            throw std::runtime_error("the program ended before it wrote " + file_.string());
        }
        alignas(inotify_event) char buffer[4096];
        if (events[0].revents != 0 && read(watch_, buffer, sizeof buffer) < 0) {
            fail("inotify");
        }
    }
}

std::uint16_t PortFile::wait(const Process& process) const
{
    AwaitedFile::wait(process);
    return static_cast<std::uint16_t>(std::stoul(readFile(path())));
}

} // namespace ekey::test
