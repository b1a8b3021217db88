#include "core/signature/chain.h"

#include "core/digest/digest.h"

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

Result<Certificate> ChainMemory::read(std::span<const std::uint8_t> der)
{
    const std::string fingerprint =
        digest::hex(digest::sha256({reinterpret_cast<const char*>(der.data()), der.size()}));
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = certificates_.find(fingerprint); known != certificates_.end()) {
            return known->second.first;
        }
    }
    return Certificate::read(der);
}

void ChainMemory::keep(const std::string& fingerprint, const Chain& chain)
{
    const std::lock_guard lock(mutex_);
    forget(fingerprint);
    chains_.insert_or_assign(fingerprint, chain);
    for (const Certificate& certificate : chain) {
        ++certificates_.try_emplace(certificate.fingerprint(), certificate, 0).first->second.second;
    }
    order_.push_back(fingerprint);
    if (order_.size() > most) {
        forget(std::string(order_.front()));
    }
}

void ChainMemory::forget(const std::string& fingerprint)
{
    const auto known = chains_.find(fingerprint);
    if (known == chains_.end()) {
        return;
    }
    for (const Certificate& certificate : known->second) {
        const auto held = certificates_.find(certificate.fingerprint());
        if (--held->second.second == 0) {
            certificates_.erase(held);
        }
    }
    chains_.erase(known);
    order_.erase(std::find(order_.begin(), order_.end(), fingerprint));
}

} // namespace ekey::signature
