#include "core/material/pdf/object.h"

namespace ekey::material::pdf {

const Object& Object::operator[](std::string_view key) const
{
    static const Object none;
    if (kind != Kind::dictionary) return none;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (items[i].text == key) return items[i + 1];
    }
    return none;
}

} // namespace ekey::material::pdf
