#include "native-host/platform/child_process.h"

#include "native-host/platform/windows/child_pipe.h"
#include "native-host/platform/windows/wide.h"

#include <array>
#include <vector>

namespace ekey::platform {
namespace {

/// After TerminateProcess a process dies at once, unless a call into a driver holds it.
constexpr DWORD killed = 1000;
constexpr UINT killedStatus = 137; ///< as a shell shows a killed process on other systems

/// Limits what the child inherits to the handles given.
class Inheritance {
public:
    explicit Inheritance(std::array<HANDLE, 3>& handles)
    {
        SIZE_T size = 0;
        InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        memory.resize(size);
        list = reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory.data());
        if (!InitializeProcThreadAttributeList(list, 1, 0, &size)) failLast("InitializeProcThreadAttributeList");
        if (!UpdateProcThreadAttribute(list, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, handles.data(), sizeof handles,
                                       nullptr, nullptr)) {
            failLast("UpdateProcThreadAttribute");
        }
    }
    ~Inheritance() { DeleteProcThreadAttributeList(list); }
    Inheritance(const Inheritance&) = delete;
    Inheritance& operator=(const Inheritance&) = delete;

    LPPROC_THREAD_ATTRIBUTE_LIST get() const { return list; }

private:
    std::vector<unsigned char> memory;
    LPPROC_THREAD_ATTRIBUTE_LIST list = nullptr;
};

/// A job that ends with us: the child does too, even when it hangs and we crash. Its own children may outlive it:
/// vendors' libraries start resident services.
Handle newJob()
{
    Handle job(CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK;
    if (!job || !SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation, &limits, sizeof limits)) {
        failLast("CreateJobObject");
    }
    return job;
}

/// NAME=VALUE, each ended by a zero, one more at the end.
std::wstring block(const Environment& environment)
{
    std::wstring text;
    for (const auto& [name, value] : environment) {
        text += wide(name + "=" + value);
        text += L'\0';
    }
    text += L'\0';
    return text;
}

void addOwn(Environment& environment, const char* name)
{
    const std::wstring wideName = wide(name);
    std::wstring value(GetEnvironmentVariableW(wideName.c_str(), nullptr, 0), L'\0');
    if (value.empty()) return;
    value.resize(GetEnvironmentVariableW(wideName.c_str(), value.data(), static_cast<DWORD>(value.size())));
    environment[name] = narrow(value);
}

} // namespace

Environment leastEnvironment()
{
    Environment environment;
    for (const char* name : {"SystemRoot", "SystemDrive", "windir", "TEMP", "TMP", "USERNAME", "USERPROFILE", "APPDATA",
                             "LOCALAPPDATA", "ProgramData", "ProgramFiles", "CommonProgramFiles"}) {
        addOwn(environment, name);
    }
    environment["PATH"] = environment["SystemRoot"] + "\\System32;" + environment["SystemRoot"];
    return environment;
}

struct ChildProcess::State {
    ChildPipe input{ChildPipe::Direction::toChild};
    ChildPipe output{ChildPipe::Direction::fromChild};
    Handle job;
    Handle process;
};

ChildProcess::ChildProcess(const std::string& program, const Environment& environment)
    : state(std::make_unique<State>())
{
    state->job = newJob();
    SECURITY_ATTRIBUTES inheritable{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
    const Handle nowhere(CreateFileW(L"NUL", GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, &inheritable,
                                     OPEN_EXISTING, 0, nullptr));
    if (!nowhere) failLast("NUL");

    std::array<HANDLE, 3> handles{state->input.childEnd(), state->output.childEnd(), nowhere.get()};
    const Inheritance inheritance(handles);
    STARTUPINFOEXW startup{};
    startup.StartupInfo.cb = sizeof startup;
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    startup.StartupInfo.hStdInput = handles[0];
    startup.StartupInfo.hStdOutput = handles[1];
    startup.StartupInfo.hStdError = handles[2];
    startup.lpAttributeList = inheritance.get();

    const std::wstring path = wide(program);
    std::wstring command = L"\"" + path + L"\"";
    std::wstring variables = block(environment);
    PROCESS_INFORMATION started{};
    if (!CreateProcessW(path.c_str(), command.data(), nullptr, nullptr, TRUE,
                        CREATE_SUSPENDED | CREATE_NO_WINDOW | CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT,
                        variables.data(), nullptr, &startup.StartupInfo, &started)) {
        failLast("CreateProcess");
    }
    state->process = Handle(started.hProcess);
    const Handle thread(started.hThread);
    state->input.closeChildEnd();
    state->output.closeChildEnd();
    if (!AssignProcessToJobObject(state->job.get(), state->process.get()) || ResumeThread(thread.get()) == DWORD(-1)) {
        const DWORD error = GetLastError();
        TerminateProcess(state->process.get(), killedStatus);
        throw std::system_error(static_cast<int>(error), std::system_category(), "AssignProcessToJobObject");
    }
}

ChildProcess::~ChildProcess() { end(); }

Io ChildProcess::write(std::span<const std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt)
{
    return state->input.write(bytes, deadline, interrupt);
}

Io ChildProcess::read(std::span<std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt)
{
    return state->output.read(bytes, deadline, interrupt);
}

void ChildProcess::hangUp() { state->input.close(); }

bool ChildProcess::quiet() const
{
    return WaitForSingleObject(state->process.get(), 0) == WAIT_TIMEOUT && state->output.nothingToRead();
}

std::optional<std::uint32_t> ChildProcess::end(std::chrono::milliseconds grace)
{
    if (!state->process) return std::nullopt;
    state->input.close();
    state->output.close();
    const HANDLE process = state->process.get();
    if (WaitForSingleObject(process, static_cast<DWORD>(grace.count())) != WAIT_OBJECT_0) {
        TerminateProcess(process, killedStatus);
    }
    std::optional<std::uint32_t> status;
    DWORD code = 0;
    if (WaitForSingleObject(process, killed) == WAIT_OBJECT_0 && GetExitCodeProcess(process, &code)) status = code;
    state->process.reset();
    return status;
}

} // namespace ekey::platform
