// The forms of the businesses as this portal serves them.
#pragma once

#include "core/form/definition.h"

#include <map>
#include <memory>
#include <string>

namespace ekey::portal::filings {

/// A file of the folder of forms. Refused: form.file {file}.
std::string readFormFile(const std::string& file);

struct Form {
    std::shared_ptr<const form::Definition> definition;
    std::string text; ///< the definition's very bytes
};

class Forms {
public:
    /// Reads <folder>/<business>.json of every business. Refused: form.file {file}, form.id where a file holds another
    /// form than its name says, and what form::readDefinition says.
    static Forms read(const std::string& folder);

    /// Refused (404): business.unknown.
    const Form& of(const std::string& business) const;

private:
    std::map<std::string, Form> forms_;
};

} // namespace ekey::portal::filings
