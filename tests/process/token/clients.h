// Worker clients as the tests want them.
#pragma once

#include "native-host/token/worker_client.h"

#include <gtest/gtest.h>
#include <ostream>

namespace ekey::token {

inline const std::string fakePin = "246813";
inline const std::vector<std::uint8_t> fakeId{0x45};
inline const std::vector<std::uint8_t> digest(32, 0x11);

/// The real worker with the fake driver doing `what`.
inline WorkerClient fakeClient(const std::string& what, TimeLimits limits = {},
                               std::map<std::string, std::string> environment = {}, Trace trace = {})
{
    environment["EKEY_FAKE"] = what;
    return WorkerClient(EKEY_TOKEN, EKEY_FAKE_DRIVER, limits, std::move(environment), std::move(trace));
}

/// The same, with a driver that has quirks.
inline WorkerClient quirkyClient(const std::string& what, std::initializer_list<Quirk> named,
                                 std::map<std::string, std::string> environment = {}, Trace trace = {})
{
    ModuleOptions options;
    for (const Quirk quirk : named) {
        options.quirks.add(quirk);
    }
    environment["EKEY_FAKE"] = what;
    return WorkerClient(EKEY_TOKEN, EKEY_FAKE_DRIVER, {}, std::move(environment), std::move(trace), options);
}

inline Outcome<std::vector<std::uint8_t>> signWith(WorkerClient& client, std::string_view pin = fakePin)
{
    return client.sign("SERIAL", fakeId, Mechanism::ecdsa, Secret(pin), digest);
}

inline void PrintTo(const Failure& failure, std::ostream* out)
{
    *out << failure.code << ' ' << name(failure.pin) << ' ' << failure.number << ' ' << failure.function;
}

/// The failure; one without a code when there was none.
template <class T>
Failure failureOf(const Outcome<T>& outcome)
{
    const auto* failure = std::get_if<Failure>(&outcome);
    return failure ? *failure : Failure{};
}

} // namespace ekey::token
