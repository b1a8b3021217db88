// Real programs for process tests: started, watched, and ended by their own id.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ekey::test {

class Process {
public:
    struct Options {
        std::map<std::string, std::string> environment; ///< added to the test's own
        std::filesystem::path output;                   ///< both streams go there; empty: the test's own streams
    };

    Process(const std::filesystem::path& program, const std::vector<std::string>& arguments, const Options& options);
    Process(const std::filesystem::path& program, const std::vector<std::string>& arguments)
        : Process(program, arguments, Options{})
    {}
    ~Process(); ///< SIGTERM, then SIGKILL
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    int pid() const { return pid_; }
    void signal(int number) const;
    /// The exit status, or minus the number of the signal that ended it; nothing when it still runs after `limit`.
    std::optional<int> wait(std::chrono::milliseconds limit = std::chrono::seconds(30));
    /// Readable when the process has ended.
    int handle() const { return handle_; }

private:
    int pid_ = -1;
    int handle_ = -1;
    std::optional<int> status_;
};

/// Runs a program to its end; throws unless it exits with 0.
void run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
         const Process::Options& options = {});

/// A file that some program will put in place by a rename. Make it before the program can do so: no event is missed.
class AwaitedFile {
public:
    /// Removes an old one.
    explicit AwaitedFile(std::filesystem::path file);
    ~AwaitedFile();
    AwaitedFile(const AwaitedFile&) = delete;
    AwaitedFile& operator=(const AwaitedFile&) = delete;

    const std::filesystem::path& path() const { return file_; }
    /// Throws when the process ends first, or after `limit`.
    void wait(const Process& process, std::chrono::milliseconds limit = std::chrono::seconds(30)) const;

private:
    std::filesystem::path file_;
    int watch_ = -1;
};

/// The file to which a server writes the port it listens on.
class PortFile : public AwaitedFile {
public:
    using AwaitedFile::AwaitedFile;
    std::uint16_t wait(const Process& process) const;
};

} // namespace ekey::test
