#include "core/json/object.h"

namespace ekey::json {

Value Part::value() const
{
    switch (kind_) {
    case Kind::truth:
        return truth_;
    case Kind::integer:
        return integer_;
    case Kind::natural:
        return natural_;
    case Kind::text:
        return std::string(text_);
    case Kind::value:
        return *value_;
    case Kind::null:
        break;
    }
    return nullptr;
}

Value object(std::initializer_list<Part> parts)
{
    Value made = Value::object();
    for (const Part& part : parts) {
        made.emplace(std::string(part.name_), part.value());
    }
    return made;
}

} // namespace ekey::json
