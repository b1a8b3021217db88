// A PIN's home: memory that is wiped before it is given back. Move-only, so that its fate shows in every signature.
#pragma once

#include <cstddef>
#include <string_view>

namespace ekey::token {

/// Overwrites memory in a way that the optimiser keeps.
void wipe(void* memory, std::size_t bytes);

class Secret {
public:
    static constexpr std::size_t limit = 255; ///< bytes: Assuan and PKCS#11 tokens take no more

    Secret() = default;
    /// Copies the text; the caller wipes its own copy. A text over `limit` is not kept, and tooLong() tells: cut to fit
    /// it would be another PIN, and cost one of the tries. Throws std::bad_alloc.
    explicit Secret(std::string_view text);
    ~Secret();
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    std::string_view view() const;
    bool empty() const { return size == 0; }
    bool tooLong() const { return overLimit; }

private:
    void clear();
    unsigned char* bytes = nullptr; ///< locked in memory where the system allows it
    std::size_t size = 0;
    bool overLimit = false;
};

} // namespace ekey::token
