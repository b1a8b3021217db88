#include "core/signature/chain.h"

#include <algorithm>
#include <utility>

namespace ekey::signature {

ChainMemory::ChainMemory(Anchors anchors) : anchors_(std::move(anchors)) {}

Result<Chain> ChainMemory::build(const Certificate& leaf, const std::vector<Certificate>& intermediates, Time now)
{
    const std::string fingerprint = leaf.fingerprint();
    if (auto known = find(fingerprint, now)) {
        return *std::move(known);
    }
    Result<Chain> chain = buildChain(leaf, intermediates, anchors_, now);
    if (chain) {
        keep(fingerprint, *chain);
    }
    return chain;
}

std::optional<Chain> ChainMemory::find(const std::string& fingerprint, Time now)
{
    const std::lock_guard lock(mutex_);
    const auto known = chains_.find(fingerprint);
    if (known == chains_.end()) {
        return std::nullopt;
    }
    // Out of its time it is built anew, for the error or for another way up.
    const bool valid = std::all_of(known->second.begin(), known->second.end(), [now](const Certificate& certificate) {
        return certificate.notBefore() <= now && now <= certificate.notAfter();
    });
    return valid ? std::optional(known->second) : std::nullopt;
}

void ChainMemory::keep(const std::string& fingerprint, const Chain& chain)
{
    const std::lock_guard lock(mutex_);
    if (!chains_.insert_or_assign(fingerprint, chain).second) {
        return;
    }
    order_.push_back(fingerprint);
    if (order_.size() > most) {
        chains_.erase(order_.front());
        order_.pop_front();
    }
}

} // namespace ekey::signature
