#pragma once

#include <span>
#include <string_view>

namespace ekey::identifier {

/// 登记管理部门 (first character of a USCC) and the 机构类别 (second) that each knows: GB 32100-2015, tables 2 and 3
/// with amendment 1 (2016). Their names are in messages/<lang>/identifiers.json: uscc.department.9, uscc.category.9.1.
struct Department {
    char code;
    std::string_view categories;
};
std::span<const Department> departments();

} // namespace ekey::identifier
