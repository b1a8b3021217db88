// The site's files: read once at the start, answered from memory. A path is looked up, never opened, so none can climb
// out. `app.js.br` and `app.js.gz` are app.js compressed: they have no address of their own, and go to clients that
// take them.
#pragma once

#include "portal/http/answer.h"
#include "portal/http/request.h"

#include <map>
#include <optional>
#include <string>

namespace ekey::portal::http {

inline constexpr std::uintmax_t siteBytes = 64 << 20; ///< the largest site, all files together

class StaticFiles {
public:
    /// Reads every regular file below `folder`; hidden ones and links are left out. Refused: site.folder {folder},
    /// site.too_large {limit}, site.no_index {folder}.
    explicit StaticFiles(const std::string& folder);

    /// The file in the coding that the client prefers to get, or the page for one of the page routes (/renewal,
    /// /filings/…, /guides/…, which the page itself reads); 304 where the client has it already. Empty when there is no
    /// such file.
    std::optional<Answer> find(const Request& request) const;

private:
    struct Representation { // RFC 9110 §8
        std::string coding; ///< empty: as it is
        std::shared_ptr<const std::string> bytes;
        std::string etag;
    };
    struct File {
        std::string type;
        std::vector<Representation> representations; ///< the preferred one first, the plain one last
    };
    void take(const std::string& name, std::string bytes);

    std::map<std::string, File> files_;
};

} // namespace ekey::portal::http
