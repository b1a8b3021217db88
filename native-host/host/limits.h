// Every limit of the host. docs/protocol.md lists them.
#pragma once

#include <chrono>
#include <cstddef>

namespace ekey::host::limits {

inline constexpr std::size_t connections = 16;         ///< that converse
inline constexpr std::size_t connectionsOfOrigin = 8;  ///< of them: other sites are not kept out by one
inline constexpr std::size_t waitingConnections = 8;   ///< besides, that have not finished their handshake
inline constexpr std::size_t headerBytes = 8 * 1024;   ///< of a handshake, request line included
inline constexpr std::chrono::seconds handshake{5};    ///< from accepting a connection to the end of its upgrade
inline constexpr std::chrono::seconds idle{300};       ///< without a frame; a ping is sent at half of it
inline constexpr std::chrono::seconds shortestIdle{2}; ///< that a policy may say instead
inline constexpr std::size_t pendingAnswers = 4;       ///< a page that does not read its answers is not read from
inline constexpr std::size_t requestIdBytes = 64;      ///< of a JSON-RPC id that is a string

inline constexpr std::size_t pendingNotices = 200; ///< with the answers, unread: beyond it the connection is ended

inline constexpr std::size_t contents = 100;                   ///< of a connection, not yet signed: one whole batch
inline constexpr std::size_t contentsBytes = 16 * 1024 * 1024; ///< of all of them
inline constexpr std::size_t signedContents = 100;             ///< of a connection; the oldest makes room
inline constexpr std::size_t signedBytes = 24 * 1024 * 1024;   ///< of all of them, likewise
/// Contents of as many bytes that are done with: what they took is given back to the system.
inline constexpr std::size_t muchMemory = 256 * 1024;
inline constexpr std::size_t certificates = 32; ///< in one answer, as the protocol says
inline constexpr std::size_t tokens = 32;       ///< in one answer, as the protocol says

inline constexpr std::size_t policyBytes = 64 * 1024;
inline constexpr std::chrono::seconds policyLook{1}; ///< between two looks at its files while an operation runs
inline constexpr std::size_t dropIns = 32;           ///< files of an administrator's folder
inline constexpr std::size_t origins = 100;          ///< in one file
inline constexpr std::size_t originBytes = 128;      ///< a longer one could not be shown whole in a window
inline constexpr std::size_t modules = 8;            ///< listed in one file of the policy
inline constexpr std::size_t allModules = 16;        ///< in use, found ones included: each is a process
inline constexpr std::size_t wildcardBytes = 64;
inline constexpr std::size_t nameBytes = 40;   ///< of a kind
inline constexpr std::size_t moduleFiles = 64; ///< of p11-kit's, in one folder
inline constexpr std::size_t moduleFileBytes = 16 * 1024;
inline constexpr std::size_t pathBytes = 4096;
inline constexpr std::size_t environment = 16;        ///< variables of one module
inline constexpr std::size_t environmentBytes = 4096; ///< of one value

inline constexpr std::chrono::seconds prompt{120};        ///< for a person to answer
inline constexpr std::chrono::seconds shortestPrompt{10}; ///< that a policy may say instead
inline constexpr std::size_t batch = 100;                 ///< documents after one window, as the protocol says
inline constexpr std::size_t refusedPrompts = 3; ///< of one origin in refusalMemory: no more windows until it is over
inline constexpr std::chrono::seconds refusalMemory{60};
inline constexpr int newPinTries = 3;            ///< two that differ, or have no length that the key takes
inline constexpr std::size_t quoted = 40;        ///< characters of somebody else's text in a window
inline constexpr std::size_t shownMaterials = 3; ///< named in a window; the rest is counted
inline constexpr std::size_t shownAnswers = 6;
inline constexpr std::size_t shownDigestBytes = 16;
inline constexpr std::size_t batchPage = 6;      ///< submissions in one window
inline constexpr std::size_t quotedInBatch = 24; ///< characters of somebody else's text in an entry

inline constexpr std::size_t browserFiles = 64; ///< of policies for one browser
inline constexpr std::size_t browserFileBytes = 256 * 1024;
inline constexpr std::chrono::seconds probe{2}; ///< for a program on one of the ports to say who it is

inline constexpr std::size_t logBytes = 1024 * 1024; ///< of one file of the log
inline constexpr std::size_t oldLogs = 3;            ///< files that are kept besides the one that is written
inline constexpr std::size_t loggedRefusals = 5;     ///< of one kind, in refusalLog; the others are counted
inline constexpr std::chrono::seconds refusalLog{60};
inline constexpr std::size_t refusalKinds = 64; ///< told apart in that time
inline constexpr std::size_t logLines = 50;     ///< that `ekey-host log` shows unless asked for more

/// Calls into a vendor's library that take as long, or fail, stand in the log.
inline constexpr std::chrono::milliseconds slowCall{200};

} // namespace ekey::host::limits
