// The host in a terminal that is closed.
#include "tests/process/host/installed_host.h"

#include <gtest/gtest.h>

#include <csignal>

namespace ekey::test {
namespace {

TEST(HostProcess, lostTerminal_endsIt)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"sign"}));
    const std::string folder = host.folder.path().string();
    const PortFile file(host.folder / "port");
    // script(1) holds the other end of a terminal.
    Process terminal(
        "/usr/bin/script",
        {"-qec",
         hostProgram.string() + " --system-folder " + folder + "/system --port 0 --port-file " + folder +
             "/port --log " + folder + "/log",
         "/dev/null"},
        {.environment = {{"SHELL", "/bin/sh"}, {"XDG_CONFIG_HOME", folder}}, .output = folder + "/output"});
    Page page(file.wait(terminal));
    page.hello();
    terminal.signal(SIGKILL);
    EXPECT_FALSE(page.receive());
}

} // namespace
} // namespace ekey::test
