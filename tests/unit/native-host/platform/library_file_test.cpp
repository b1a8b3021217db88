#include "native-host/platform/library_file.h"

#include "native-host/platform/linux/elf.h"
#include "native-host/platform/windows/pe.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ekey::platform {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint8_t class32 = 1;
constexpr std::uint8_t class64 = 2;
constexpr std::uint8_t program = 2;
constexpr std::uint8_t sharedObject = 3;
constexpr std::uint16_t i386 = 3;
constexpr std::uint16_t arm = 40;
constexpr std::uint16_t amd64 = 62;
constexpr std::uint16_t aarch64 = 183;

Bytes elfHead(std::uint8_t width, std::uint8_t type, std::uint16_t machine)
{
    Bytes head{0x7f, 'E', 'L', 'F', width, 1, 1};
    head.resize(16);
    for (const int byte : {int{type}, 0, machine & 0xff, machine >> 8}) {
        head.push_back(static_cast<std::uint8_t>(byte));
    }
    return head;
}

TEST(Elf, sharedObject_isToldByItsClassAndMachine)
{
    EXPECT_EQ(LibraryFile::bits64, elf::library(elfHead(class64, sharedObject, amd64), amd64));
    EXPECT_EQ(LibraryFile::bits32, elf::library(elfHead(class32, sharedObject, i386), amd64));
    EXPECT_EQ(LibraryFile::bits64, elf::library(elfHead(class64, sharedObject, aarch64), aarch64));
    EXPECT_EQ(LibraryFile::bits32, elf::library(elfHead(class32, sharedObject, arm), aarch64));
}

TEST(Elf, sharedObjectForAnotherMachine_isForeign)
{
    EXPECT_EQ(LibraryFile::foreign, elf::library(elfHead(class64, sharedObject, aarch64), amd64));
    EXPECT_EQ(LibraryFile::foreign, elf::library(elfHead(class32, sharedObject, arm), amd64));
    EXPECT_EQ(LibraryFile::foreign, elf::library(elfHead(class32, sharedObject, amd64), amd64)); // x32
}

TEST(Elf, whatIsNoSharedObject_isNone)
{
    Bytes bigEndian = elfHead(class64, sharedObject, amd64);
    bigEndian[5] = 2;
    for (const Bytes& head : {elfHead(class64, program, amd64), elfHead(0, sharedObject, amd64),
                              elfHead(3, sharedObject, amd64), bigEndian, Bytes{}}) {
        EXPECT_EQ(LibraryFile::none, elf::library(head, amd64));
    }
}

TEST(Elf, headCutAnywhere_isNone)
{
    const Bytes head = elfHead(class64, sharedObject, amd64);
    for (std::size_t size = 0; size < head.size(); ++size) {
        EXPECT_EQ(LibraryFile::none, elf::library(std::span(head).first(size), amd64)) << size;
    }
}

/// With its PE header at `offset`.
Bytes peHead(std::uint16_t machine, std::uint16_t characteristics, std::uint32_t offset = 0x80)
{
    Bytes head(offset, 0);
    head[0] = 'M';
    head[1] = 'Z';
    for (unsigned i = 0; i < 4; ++i) {
        head[0x3c + i] = static_cast<std::uint8_t>(offset >> 8 * i);
    }
    for (const int byte : {int{'P'}, int{'E'}, 0, 0, machine & 0xff, machine >> 8}) {
        head.push_back(static_cast<std::uint8_t>(byte));
    }
    head.resize(offset + 22);
    head.push_back(static_cast<std::uint8_t>(characteristics));
    head.push_back(static_cast<std::uint8_t>(characteristics >> 8));
    return head;
}

constexpr std::uint16_t dll = 0x2022;

TEST(Pe, library_isToldByItsMachine)
{
    EXPECT_EQ(LibraryFile::bits64, pe::library(peHead(0x8664, dll)));
    EXPECT_EQ(LibraryFile::bits32, pe::library(peHead(0x014c, dll)));
    EXPECT_EQ(LibraryFile::foreign, pe::library(peHead(0xaa64, dll)));
    EXPECT_EQ(LibraryFile::none, pe::library(peHead(0x8664, 0x0022))); // a program
}

TEST(Pe, headerThatEndsWithWhatWasRead_isReadAndOneByteLessIsNot)
{
    const Bytes head = peHead(0x8664, dll, static_cast<std::uint32_t>(libraryHeadBytes - 24));
    ASSERT_EQ(libraryHeadBytes, head.size());
    EXPECT_EQ(LibraryFile::bits64, pe::library(head));
    for (std::size_t size = 0; size < head.size(); ++size) {
        EXPECT_EQ(LibraryFile::none, pe::library(std::span(head).first(size))) << size;
    }
}

TEST(Pe, offsetThatLies_isNone)
{
    for (const std::uint32_t offset : {0U, 0x81U, 0x1000U, 0x7fffffffU, 0xffffffffU, 0xffffffe8U}) {
        Bytes head = peHead(0x8664, dll);
        for (unsigned i = 0; i < 4; ++i) {
            head[0x3c + i] = static_cast<std::uint8_t>(offset >> 8 * i);
        }
        EXPECT_EQ(LibraryFile::none, pe::library(head)) << offset;
    }
}

TEST(LibraryFile, realFiles_areToldApart)
{
    const test::TempFolder folder;
    test::writeFile(folder / "text", "module: text\n");
    test::writeFile(folder / "empty", "");
    EXPECT_EQ(LibraryFile::bits64, examineLibrary("/usr/lib/softhsm/libsofthsm2.so"));
    EXPECT_EQ(LibraryFile::none, examineLibrary(folder / "text"));
    EXPECT_EQ(LibraryFile::none, examineLibrary(folder / "empty"));
    EXPECT_EQ(LibraryFile::unreadable, examineLibrary(folder / "nothing"));
}

} // namespace
} // namespace ekey::platform
