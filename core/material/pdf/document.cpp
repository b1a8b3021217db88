#include "core/material/pdf/document.h"

#include "core/material/pdf/filter.h"

namespace ekey::material::pdf {
namespace {

constexpr std::int64_t heldMost = 100'000; // objects in one stream

} // namespace

std::optional<Object> Document::resolve(const Object& object)
{
    if (!object.is(Object::Kind::reference)) return object;
    if (followed_ == followedMost) return std::nullopt;
    ++followed_;
    std::optional<Object> found = this->object(object.number);
    if (found) found = resolve(*found);
    --followed_;
    return found;
}

std::optional<Object> Document::object(std::int64_t number)
{
    const std::optional<Place> place = xref_.find(number);
    if (!place) return std::nullopt;
    if (place->kind == Place::Kind::free) return Object();
    if (place->kind == Place::Kind::inStream) return inStream(place->at, number);
    std::optional<Indirect> found = file_.objectAt(place->at);
    if (!found || found->heading.number != number) return std::nullopt;
    return std::move(found->value);
}

std::optional<Object> Document::inStream(std::int64_t stream, std::int64_t number)
{
    const Holder* held = holder(stream);
    if (!held) return std::nullopt;
    Parser in(held->text, true);
    for (std::int64_t i = 0; i < held->count; ++i) {
        const std::optional<Object> its = in.next(), offset = in.next();
        if (!its || !offset || !offset->integer() || offset->number < 0) return std::nullopt;
        if (its->integer() != number) continue;
        const std::int64_t at = held->first + offset->number;
        if (at >= static_cast<std::int64_t>(held->text.size())) return std::nullopt;
        return Parser(held->text, true, static_cast<std::size_t>(at)).next();
    }
    return std::nullopt;
}

const Document::Holder* Document::holder(std::int64_t number)
{
    if (const auto known = holders_.find(number); known != holders_.end()) return &known->second;
    const std::optional<Place> place = xref_.find(number);
    if (!place || place->kind != Place::Kind::inFile) return nullptr;
    const std::optional<Indirect> stream = file_.objectAt(place->at);
    if (!stream || stream->heading.number != number || stream->stream < 0) return nullptr;
    const std::optional<Object> length = resolve(stream->value["Length"]);
    if (!length || !length->integer() || length->number < 0 || length->number > Source::readBytes) return nullptr;
    std::optional<std::string> data = file_.read(stream->stream, length->number);
    if (data && security_) data = security_->decrypt(*std::move(data), number, stream->heading.generation);
    if (data) data = decode(stream->value, *std::move(data), file_.budget());
    if (!data) return nullptr;
    const std::int64_t count = stream->value["N"].integer().value_or(-1);
    const std::int64_t first = stream->value["First"].integer().value_or(-1);
    if (count < 0 || count > heldMost || first < 0) return nullptr;
    return &holders_.emplace(number, Holder{*std::move(data), count, first}).first->second;
}

} // namespace ekey::material::pdf
