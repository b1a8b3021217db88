// The window's program, when it is not a good one. tests/process/host has the good ones.
#include "native-host/platform/prompt.h"

#include "native-host/platform/linux/assuan.h"
#include "tests/support/sound_folder.h"
#include "tests/unit/native-host/platform/trusted.h"

#include <gtest/gtest.h>

#include <string>

namespace ekey::platform {
namespace {

using Outcome = Answer::Outcome;

/// A shell script that greets, says OK to everything, and at GETPIN does what it is told.
class ShellPinentry {
public:
    explicit ShellPinentry(const std::string& atGetpin)
    {
        makeFile(file(), "#!/bin/sh\n" + std::string("echo OK\nwhile read -r line; do\n  case $line in\n  GETPIN) ") +
                             atGetpin + " ;;\n  *) echo OK ;;\n  esac\ndone\n");
        setMode(file(), 0755);
    }
    std::filesystem::path file() const { return folder / "pinentry"; }
    PromptSettings settings() const { return {.program = file().string()}; }

    const test::SoundFolder folder;
};

std::string lines(std::size_t count) { return "seq -f 'S %g' " + std::to_string(count) + "; echo 'D 818181'; echo OK"; }

TEST(Prompt, pinentryThatNeverStopsTalking_isCutOff)
{
    const ShellPinentry pinentry("exec yes 'S x'");
    Prompt prompt(pinentry.settings());
    const Answer answer = prompt.show({.timeout = std::chrono::seconds(60)});
    EXPECT_EQ(Outcome::failed, answer.outcome);
    EXPECT_EQ("protocol", answer.reason);
}

TEST(Prompt, linesBeforeTheAnswer_haveALimit)
{
    const ShellPinentry fits(lines(assuan::answerLines - 2));
    const Answer given = Prompt(fits.settings()).show({});
    EXPECT_EQ(Outcome::accepted, given.outcome);
    EXPECT_EQ("818181", given.pin.view());

    const ShellPinentry tooMany(lines(assuan::answerLines - 1));
    EXPECT_EQ("protocol", Prompt(tooMany.settings()).show({}).reason);
}

TEST(Prompt, closedWindow_isClosedHoweverMuchThereIsToRead)
{
    const ShellPinentry pinentry("exec yes 'S x'");
    Prompt prompt(pinentry.settings());
    prompt.close();
    EXPECT_EQ(Outcome::closed, prompt.show({}).outcome);
}

TEST(Prompt, programInAFolderThatOthersCanWrite_isNotStarted)
{
    const ShellPinentry pinentry("echo 'D 818181'; echo OK");
    EXPECT_EQ(Outcome::accepted, Prompt(pinentry.settings()).show({}).outcome);
    setMode(pinentry.folder.path(), 0777);
    const Answer answer = Prompt(pinentry.settings()).show({});
    EXPECT_EQ(Outcome::failed, answer.outcome);
    EXPECT_EQ("untrusted", answer.reason);
    setMode(pinentry.folder.path(), 0700);
}

TEST(Prompt, programThatIsNotThere_isNamedAsTheFault)
{
    const ShellPinentry pinentry("echo OK");
    EXPECT_EQ("program", Prompt({.program = pinentry.file().string() + "-not"}).show({}).reason);
}

TEST(Prompt, lineThatNeverEnds_isCutOff)
{
    const ShellPinentry pinentry("exec tr '\\0' x </dev/zero");
    EXPECT_EQ("protocol", Prompt(pinentry.settings()).show({}).reason);
}

} // namespace
} // namespace ekey::platform
