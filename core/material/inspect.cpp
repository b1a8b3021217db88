#include "core/material/content.h"
#include "core/material/material.h"

#include <algorithm>

namespace ekey::material {
namespace {

/// The media type that a file's name claims; empty when it claims none that is known.
std::string claimed(std::string_view name)
{
    constexpr std::pair<std::string_view, std::string_view> extensions[] = {
        {"jpg", "image/jpeg"},  {"jpeg", "image/jpeg"}, {"jpe", "image/jpeg"},
        {"jfif", "image/jpeg"}, {"png", "image/png"},   {"pdf", "application/pdf"}};
    const std::size_t dot = name.rfind('.');
    if (dot == name.npos) return {};
    std::string extension(name.substr(dot + 1));
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (const auto& [known, type] : extensions) {
        if (extension == known) return std::string(type);
    }
    return extension;
}

} // namespace

Errors checkLimits(std::string_view type, std::int64_t bytes, const Limits& limits)
{
    if (bytes <= 0) return {{"material.empty"}};
    Errors errors;
    if (std::find(limits.types.begin(), limits.types.end(), type) == limits.types.end()) {
        errors.push_back({"material.type", "", Severity::error, {{"found", type}, {"accepted", limits.types}}});
    }
    if (bytes > limits.bytes) {
        errors.push_back({"material.too_large", "", Severity::error, {{"limit", limits.bytes}, {"bytes", bytes}}});
    }
    return errors;
}

Inspected inspect(const Sample& sample, const Limits& limits)
{
    Inspected inspected{mediaType(sample.head), {}};
    inspected.errors = checkLimits(inspected.type, sample.bytes, limits);
    if (blocks(inspected.errors)) return inspected;

    const auto bytes = static_cast<std::size_t>(sample.bytes);
    const Content end = sample.tail.empty() ? sample.head : sample.tail;
    // Without a tail the head must be the whole file, or nobody has seen its end.
    const bool seen = sample.tail.empty() ? sample.head.size() == bytes : sample.tail.size() <= bytes;
    if (!seen || !isWhole(inspected.type, sample.head, end, bytes - end.size())) {
        inspected.errors.push_back({"material.truncated", "", Severity::error, {{"type", inspected.type}}});
        return inspected;
    }
    const std::string claim = claimed(sample.name);
    if (!claim.empty() && claim != inspected.type) {
        inspected.errors.push_back({"material.extension", "", Severity::warning, {{"found", inspected.type}}});
    }
    return inspected;
}

} // namespace ekey::material
