// A PDF as a set of numbered objects.
#pragma once

#include "core/material/pdf/security.h"
#include "core/material/pdf/xref.h"

#include <map>

namespace ekey::material::pdf {

inline constexpr int followedMost = 8; ///< references from one to the next, streams' lengths included

class Document {
public:
    explicit Document(File& file) : file_(file), xref_(file) {}

    bool open(std::int64_t xref) { return xref_.open(xref); }
    const Object& trailer() const { return xref_.trailer(); }
    /// From now on streams are decrypted.
    void unlock(Security security) { security_ = std::move(security); }

    /// What a reference stands for in the end; anything else stands for itself. nullopt: damaged. An object that is
    /// nowhere is null (7.3.10).
    std::optional<Object> resolve(const Object& object);

private:
    struct Holder { ///< an object stream, 7.5.7
        std::string text;
        std::int64_t count; ///< of objects
        std::int64_t first; ///< where the first begins
    };

    std::optional<Object> object(std::int64_t number);
    std::optional<Object> inStream(std::int64_t stream, std::int64_t number);
    const Holder* holder(std::int64_t number);

    File& file_;
    Xref xref_;
    std::optional<Security> security_;
    std::map<std::int64_t, Holder> holders_;
    int followed_ = 0;
};

} // namespace ekey::material::pdf
