#include "core/form/reference.h"

#include "core/form/limits.h"
#include "core/json/members.h"

namespace ekey::form {
namespace {

constexpr std::size_t digestBytes = 64; // SM3 in hexadecimal

} // namespace

json::Value toJson(const FormReference& form)
{
    return {{"id", form.id}, {"version", form.version}, {"sm3", form.sm3}};
}

Result<FormReference> readReference(const json::Value& json, const std::string& pointer)
{
    FormReference form;
    json::Members in(json, pointer);
    form.id = in.text("id", nameBytes);
    form.version = in.integer("version", 1, versionMost);
    form.sm3 = in.text("sm3", digestBytes);
    if (auto error = in.finish()) return *std::move(error);
    return form;
}

} // namespace ekey::form
