// Numbers of the operations in frames. They never change their meaning.
#pragma once

#include <cstdint>

namespace ekey::token {

enum class Operation : std::uint16_t {
    // host to worker
    open = 0x0001,
    inventory = 0x0002,
    sign = 0x0003,
    changes = 0x0004,
    changePin = 0x0010,
    generate = 0x0011,
    install = 0x0012,
    remove = 0x0013,
    // worker to host, once per request and last
    opened = 0x8001,
    tokens = 0x8002,
    changed = 0x8004,
    done = 0x8010,
    publicKey = 0x8011,
    removal = 0x8013,
    failure = 0x80ff,
    // worker to host, any number of times before that
    entered = 0x4001,
    returned = 0x4002,
    signature = 0x4003
};

constexpr std::uint16_t number(Operation operation) { return static_cast<std::uint16_t>(operation); }

} // namespace ekey::token
