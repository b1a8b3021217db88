// A system of a test's own, to look for modules in.
#pragma once

#include "native-host/platform/module_places.h"
#include "tests/support/sound_folder.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <unistd.h>

namespace ekey::host {

/// Everything in it is root's: without root its tests are left out.
class PlacesTest : public testing::Test {
protected:
    PlacesTest()
    {
        for (const char* name : {"package", "administrator", "user", "lib", "opt"}) {
            std::filesystem::create_directory(root / name);
            std::filesystem::permissions(root / name, static_cast<std::filesystem::perms>(0755));
        }
        places.packageFiles = root / "package";
        places.administratorFiles = root / "administrator";
        places.userFiles = root / "user";
        places.folders = {root / "lib", root / "opt"};
    }
    void SetUp() override
    {
        if (geteuid() != 0) GTEST_SKIP() << "takes root";
    }

    std::filesystem::path write(const std::string& name, std::string_view bytes) const
    {
        test::writeFile(root / name, bytes);
        std::filesystem::permissions(root / name, static_cast<std::filesystem::perms>(0644));
        return root / name;
    }
    /// What passes for a library until it is loaded, which nothing here does.
    std::filesystem::path library(const std::string& name, unsigned bits = 64) const
    {
        std::string head = test::readFile("/usr/lib/softhsm/libsofthsm2.so").substr(0, 64);
        if (bits == 32) {
            head[4] = 1;                        // ELFCLASS32
            head[18] = head[18] == 62 ? 3 : 40; // x86 beside x86-64, otherwise ARM
        }
        return write(name, head);
    }

    test::SoundFolder root;
    platform::ModulePlaces places;
};

} // namespace ekey::host
