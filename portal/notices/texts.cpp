#include "portal/notices/texts.h"

#include <stdexcept>

namespace ekey::embedded {
extern const std::string_view notices_zh_cn;
extern const std::string_view notices_en;
} // namespace ekey::embedded

namespace ekey::portal::notices {
namespace {

constexpr Time chinaOffset = 8 * 60 * 60;
constexpr std::size_t dayChars = 10;    // YYYY-MM-DD
constexpr std::size_t minutesChars = 5; // hh:mm

text::Messages loadNotices(std::string_view catalogue)
{
    text::Messages messages;
    if (!messages.add(catalogue)) {
        throw std::logic_error("the embedded catalogue of mails is malformed");
    }
    return messages;
}

} // namespace

const text::Messages& texts(std::string_view language)
{
    static const text::Messages chinese = loadNotices(embedded::notices_zh_cn);
    static const text::Messages english = loadNotices(embedded::notices_en);
    return language == "en" ? english : chinese;
}

std::string timeInChina(Time time)
{
    const std::string local = timestamp(time + chinaOffset);
    return local.substr(0, dayChars) + ' ' + local.substr(dayChars + 1, minutesChars);
}

} // namespace ekey::portal::notices
