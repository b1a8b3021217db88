#include "wasm/materials.h"

#include "core/text/base64.h"

#include <utility>

namespace ekey::wasm {
namespace {

constexpr std::size_t rangeText = (material::Source::rangeBytes + 2) / 3 * 4; // base64 of a part of a file
constexpr std::size_t typesMost = 40;
constexpr std::int64_t pagesMost = 1'000'000;

} // namespace

const Operation<Materials> Materials::operations[] = {
    {"inspect", &Materials::inspect},
    {"give", &Materials::give},
    {"abandon", &Materials::abandon},
};

Answer Materials::call(std::string_view request) { return answer(*this, operations, request, requestBytes); }

Outcome Materials::inspect(json::Value request)
{
    json::Members in(request);
    std::string name = in.text("name", requestBytes);
    const std::int64_t bytes = in.integer("bytes", 0, integerMost);
    json::Members limitsIn(in.object("limits"), "/limits");
    material::Limits limits;
    std::size_t index = 0;
    for (const json::Value& type : limitsIn.array("types", typesMost)) {
        if (!type.is_string()) {
            return misused(
                {"member.type", "/limits/types/" + std::to_string(index), Severity::error, {{"expected", "string"}}});
        }
        limits.types.push_back(type.get_ref<const std::string&>());
        ++index;
    }
    limits.bytes = limitsIn.integer("bytes", 0, integerMost);
    limits.pixels = limitsIn.optionalInteger("pixels", 1, integerMost).value_or(limits.pixels);
    limits.pages = static_cast<int>(limitsIn.optionalInteger("pages", 1, pagesMost).value_or(limits.pages));
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    if (const auto error = limitsIn.finish()) {
        return misused(*error);
    }
    if (inspections_.size() == inspectionsMost) {
        return misused({"inspection.limit", "", Severity::error, {{"limit", inspectionsMost}}});
    }
    return proceed(inspections_.try_emplace(++last_, std::move(name), bytes, std::move(limits)).first);
}

Outcome Materials::give(json::Value request)
{
    json::Members in(request);
    const std::int64_t handle = in.integer("inspection", 1, integerMost);
    const auto bytes = text::fromBase64(in.text("bytes", rangeText));
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    if (!bytes) {
        return misused({"member.base64", "/bytes"});
    }
    const auto found = inspections_.find(handle);
    if (found == inspections_.end()) {
        return misused({"inspection.unknown", "/inspection"});
    }
    found->second.give(*bytes);
    return proceed(found);
}

Outcome Materials::abandon(json::Value request)
{
    json::Members in(request);
    const std::int64_t handle = in.integer("inspection", 1, integerMost);
    if (const auto error = in.finish()) {
        return misused(*error);
    }
    if (inspections_.erase(handle) == 0) {
        return misused({"inspection.unknown", "/inspection"});
    }
    return result(nullptr);
}

Outcome Materials::proceed(Inspections::iterator at)
{
    const auto& [handle, inspection] = *at;
    if (const auto range = inspection.wants()) {
        return result({{"inspection", handle}, {"wants", {{"offset", range->offset}, {"length", range->length}}}});
    }
    json::Value done = {{"done", toJson(inspection.result())}};
    inspections_.erase(at);
    return result(std::move(done));
}

} // namespace ekey::wasm
