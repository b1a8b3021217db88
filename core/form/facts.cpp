#include "core/form/facts.h"

#include "core/json/pointer.h"

namespace ekey::form {

Result<Facts> Facts::read(json::Value facts)
{
    Facts read;
    read.json = std::move(facts);
    if (const json::Value* calendar = read.find("/calendar")) {
        Result<expression::Calendar> days = expression::Calendar::read(*calendar, "/calendar");
        if (!days) return days.error();
        read.calendar_ = *std::move(days);
    }
    const auto text = [&read](std::string_view path) {
        const json::Value* found = read.find(path);
        const auto* said = found ? found->get_ptr<const std::string*>() : nullptr;
        return said ? *said : std::string();
    };
    read.today = text("/today");
    read.uscc = text("/certificate/uscc");
    read.value_ = expression::fromJson(read.json);
    return read;
}

const json::Value* Facts::find(std::string_view path) const
{
    const json::Value* found = json::find(json, path);
    return found && !found->is_null() ? found : nullptr;
}

} // namespace ekey::form
