// What the host needs of the system besides windows and peers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace ekey::platform {

/// No core files, no reading of this process's memory by others of the same user, no privileges gained by children, and
/// on Linux no system calls that neither this program nor its children need (linux/denied_calls.inc). What the system
/// does not offer: "dumps", "privileges", "calls", "memory" (none can be locked, so a PIN may reach the swap space).
/// Once, before there are threads.
std::vector<std::string> harden();

/// Gives memory that was freed back to the system, which takes milliseconds after much was in use.
void returnFreeMemory();

/// The signals that ask the host to end. It ends its windows first: a pinentry whose terminal is gone would never
/// notice.
std::vector<int> endSignals();

/// The signals that ask the host to read its policy again; none on Windows.
std::vector<int> reloadSignals();

/// Files that this process creates are its user's alone.
void keepFilesPrivate();

/// Our own program's file.
std::filesystem::path ownProgram();

/// What a program's file is called here: "ekey-token", "ekey-token.exe".
std::string programName(const std::string& name);

enum class FileFault { unreadable, owner, writable, size };
/// Reads a file that only an administrator or this user can have written. `limit` in bytes.
std::variant<std::string, FileFault> readTrusted(const std::filesystem::path& file, std::size_t limit);

/// Writes a file whole or not at all: other processes see the old one or the new one, and so does whoever comes after a
/// loss of power. Throws std::system_error; nothing but the old file is there then, unless what failed was to make sure
/// of the disk.
void writeAtomically(const std::filesystem::path& file, const std::string& text);

/// Before bind: nobody else can listen on the same address and port. Throws std::system_error.
void makeExclusive(std::uintptr_t socket);

} // namespace ekey::platform
