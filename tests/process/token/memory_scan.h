#pragma once

#include <string_view>

namespace ekey::test {

/// Whether the writable memory of this process holds the text anywhere. `inverted` has every bit flipped, so that
/// looking for it does not put it there.
bool memoryHolds(std::string_view inverted);

} // namespace ekey::test
