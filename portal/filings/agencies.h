// The issuing agencies (发证机构): forms/agencies.json.
#pragma once

#include "core/json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekey::portal::filings {

class Agencies {
public:
    /// Reads <folder>/agencies.json. Refused: form.file {file}, agencies.malformed {file}.
    static Agencies read(const std::string& folder);

    /// What a form knows of each: [{"value", "name", "extraMaterials"}].
    const json::Value& fact() const { return fact_; }
    /// That of the narrowest listed division that a 统一社会信用代码 lies in (its characters 3 to 8); empty: of none.
    std::string suggested(std::string_view uscc) const;

private:
    struct Division {
        std::string prefix;
        std::string agency;
    };
    json::Value fact_ = json::Value::array();
    std::vector<Division> divisions_;
};

} // namespace ekey::portal::filings
