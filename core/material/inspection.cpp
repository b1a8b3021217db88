#include "core/material/inspection.h"

#include "core/material/analysis.h"
#include "core/material/type.h"

#include <algorithm>
#include <utility>

namespace ekey::material {

struct Inspection::State {
    State(std::string itsName, std::int64_t bytes, Limits itsLimits)
        : name(std::move(itsName)), limits(std::move(itsLimits)), source(bytes)
    {}

    void run()
    {
        if (!known && !learn()) return;
        if (!done && (!analysis || analysis->run(source, found))) finish();
    }

    /// What the file is; false: not yet.
    bool learn()
    {
        const std::optional<std::string> head = source.read(0, headBytes);
        if (!head) return false;
        const std::optional<Contained> contained = lookInside(source, mediaType(*head));
        if (!contained) return false;
        known = true;
        found.type = contained->type;
        found.errors = checkLimits(found.type, source.bytes(), limits);
        if (blocks(found.errors)) {
            done = true;
        } else if (!contained->whole) {
            found.errors.push_back(truncatedError(found.type));
        } else {
            analysis = analysisOf(found.type, source.bytes(), limits);
        }
        return true;
    }

    void finish()
    {
        done = true;
        const std::string claim = claimedType(name);
        if (!blocks(found.errors) && !claim.empty() && claim != found.type) {
            found.errors.push_back({"material.extension", "", Severity::warning, {{"found", found.type}}});
        }
    }

    void endedEarly()
    {
        done = true;
        found.errors = {truncatedError(found.type)};
    }

    std::string name;
    Limits limits;
    Source source;
    Inspected found{"application/octet-stream", {}, {}, {}, false};
    std::unique_ptr<Analysis> analysis;
    bool known = false; ///< what the file is
    bool done = false;
};

Inspection::Inspection(std::string name, std::int64_t bytes, Limits limits)
    : state_(std::make_unique<State>(std::move(name), bytes, std::move(limits)))
{
    state_->run();
}

Inspection::~Inspection() = default;
Inspection::Inspection(Inspection&&) noexcept = default;
Inspection& Inspection::operator=(Inspection&&) noexcept = default;

std::optional<Range> Inspection::wants() const { return state_->done ? std::nullopt : state_->source.wants(); }

void Inspection::give(std::span<const std::uint8_t> bytes)
{
    if (state_->done) return;
    state_->source.give(bytes) ? state_->run() : state_->endedEarly();
}

const Inspected& Inspection::result() const { return state_->found; }

Inspected inspect(std::string_view name, std::span<const std::uint8_t> file, const Limits& limits)
{
    Inspection inspection(std::string(name), static_cast<std::int64_t>(file.size()), limits);
    while (const auto range = inspection.wants()) {
        inspection.give(file.subspan(static_cast<std::size_t>(range->offset), static_cast<std::size_t>(range->length)));
    }
    return inspection.result();
}

} // namespace ekey::material
