#include "core/material/material.h"

#include <algorithm>

namespace ekey::material {
namespace {

/// Of what phones and scanners make and nobody here can open: a message of its own says how to convert it.
const char* codeFor(std::string_view type)
{
    if (type == "image/heic") return "material.heic";
    if (type == "image/tiff") return "material.tiff";
    return "material.type";
}

} // namespace

Errors checkLimits(std::string_view type, std::int64_t bytes, const Limits& limits)
{
    if (bytes <= 0) return {{"material.empty"}};
    Errors errors;
    if (std::find(limits.types.begin(), limits.types.end(), type) == limits.types.end()) {
        errors.push_back({codeFor(type), "", Severity::error, {{"found", type}, {"accepted", limits.types}}});
    }
    if (bytes > limits.bytes) {
        errors.push_back({"material.too_large", "", Severity::error, {{"limit", limits.bytes}, {"bytes", bytes}}});
    }
    return errors;
}

json::Value toJson(const Inspected& inspected)
{
    json::Value value = {{"type", inspected.type}, {"errors", toJson(inspected.errors)}};
    if (const auto& picture = inspected.picture) {
        value["picture"] = {{"width", picture->width},
                            {"height", picture->height},
                            {"dpiX", picture->dpiX},
                            {"dpiY", picture->dpiY},
                            {"orientation", picture->orientation}};
    }
    if (inspected.pages) value["pages"] = *inspected.pages;
    if (inspected.encrypted) value["encrypted"] = true;
    return value;
}

} // namespace ekey::material
