#include "portal/filings/forms.h"

#include "portal/filings/businesses.h"
#include "portal/refused.h"
#include "portal/status.h"

#include <fstream>

namespace ekey::portal::filings {

std::string readFormFile(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) {
        throw Refused(status::failed, "form.file", {}, {{"file", file}});
    }
    return text;
}

Forms Forms::read(const std::string& folder)
{
    Forms forms;
    for (const Business& business : businesses) {
        const std::string id(business.id);
        const std::string file = folder + "/" + id + ".json";
        std::string text = readFormFile(file);
        form::ReadDefinition read = form::readDefinition(text);
        if (!read.definition) {
            throw Refused(status::failed, std::move(read.errors));
        }
        if (read.definition->id != id) {
            throw Refused(status::failed, "form.id", "/id", {{"found", read.definition->id}});
        }
        forms.forms_[id] = {std::move(read.definition), std::move(text)};
    }
    return forms;
}

const Form& Forms::of(const std::string& business) const
{
    const auto found = forms_.find(business);
    if (found == forms_.end()) {
        throw Refused(404, "business.unknown");
    }
    return found->second;
}

} // namespace ekey::portal::filings
