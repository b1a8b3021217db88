#include "portal/texts.h"

#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace ekey::embedded {
extern const std::string_view rules_zh_cn;
extern const std::string_view rules_en;
extern const std::string_view portal_zh_cn;
extern const std::string_view portal_en;
} // namespace ekey::embedded

namespace ekey::portal {
namespace {

text::Messages load()
{
    const bool english = text::language(std::getenv) == std::string_view("en");
    text::Messages messages;
    if (!messages.add(english ? embedded::rules_en : embedded::rules_zh_cn) ||
        !messages.add(english ? embedded::portal_en : embedded::portal_zh_cn)) {
        throw std::logic_error("an embedded catalogue of texts is malformed");
    }
    return messages;
}

} // namespace

const text::Messages& texts()
{
    static const text::Messages messages = load();
    return messages;
}

} // namespace ekey::portal
