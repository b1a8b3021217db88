#include "portal/http/static_files.h"

#include "core/digest/digest.h"
#include "portal/refused.h"
#include "portal/status.h"

#include <array>
#include <filesystem>
#include <fstream>

namespace ekey::portal::http {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view index = "/index.html";

struct MediaType {
    std::string_view extension;
    std::string_view type;
};
constexpr std::array mediaTypes{
    MediaType{".html", "text/html; charset=utf-8"},
    MediaType{".js", "text/javascript; charset=utf-8"},
    MediaType{".mjs", "text/javascript; charset=utf-8"},
    MediaType{".css", "text/css; charset=utf-8"},
    MediaType{".json", "application/json"},
    MediaType{".map", "application/json"},
    MediaType{".wasm", "application/wasm"},
    MediaType{".svg", "image/svg+xml"},
    MediaType{".png", "image/png"},
    MediaType{".jpg", "image/jpeg"},
    MediaType{".ico", "image/x-icon"},
    MediaType{".woff2", "font/woff2"},
    MediaType{".txt", "text/plain; charset=utf-8"},
};

std::string mediaType(const fs::path& file)
{
    const std::string extension = file.extension().string();
    for (const MediaType& known : mediaTypes) {
        if (known.extension == extension) {
            return std::string(known.type);
        }
    }
    return "application/octet-stream";
}

/// Beginnings of the addresses of web/site/src/router.ts.
constexpr std::array<std::string_view, 9> pageRoutes{"/filings", "/file",   "/guides", "/register", "/activate",
                                                     "/reset",   "/forgot", "/login",  "/account"};

/// A page route is a place inside the one page, not a file that went missing: nothing in it looks like a file's name.
bool isPageRoute(std::string_view path)
{
    for (const std::string_view route : pageRoutes) {
        const auto rest = path.starts_with(route) ? path.substr(route.size()) : "?";
        if ((rest.empty() || rest.front() == '/') && rest.find('.') == rest.npos) {
            return true;
        }
    }
    return false;
}

} // namespace

StaticFiles::StaticFiles(const std::string& folder)
{
    const fs::path root(folder);
    if (!fs::is_directory(root)) {
        throw Refused(status::failed, "site.folder", {}, {{"folder", folder}});
    }
    std::uintmax_t total = 0;
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
        if (entry->path().filename().string().starts_with('.')) {
            entry.disable_recursion_pending();
            continue;
        }
        if (entry->is_symlink() || !entry->is_regular_file()) {
            continue;
        }
        const auto size = entry->file_size();
        total += size;
        if (total > siteBytes) {
            throw Refused(status::failed, "site.too_large", {}, {{"limit", siteBytes}});
        }
        std::ifstream in(entry->path(), std::ios::binary);
        std::string bytes(size, '\0');
        if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) {
            throw Refused(status::failed, "site.folder", {}, {{"folder", folder}});
        }
        const std::string etag = '"' + digest::hex(digest::sha256(bytes)).substr(0, 32) + '"';
        files_["/" + entry->path().lexically_relative(root).generic_string()] = {
            std::make_shared<const std::string>(std::move(bytes)), mediaType(entry->path()), etag};
    }
    if (!files_.contains(std::string(index))) {
        throw Refused(status::failed, "site.no_index", {}, {{"folder", folder}});
    }
}

std::optional<Answer> StaticFiles::find(const Request& request) const
{
    const bool page = request.path == "/" || isPageRoute(request.path);
    const auto found = files_.find(page ? std::string(index) : request.path);
    if (found == files_.end()) {
        return std::nullopt;
    }
    const File& file = found->second;
    // Kept by the browser, asked about each time: a new version of the site is seen at once.
    Answer answer{200, {{"ETag", file.etag}, {"Cache-Control", "no-cache"}}, nullptr, {}};
    if (request.field("if-none-match") == file.etag) {
        answer.status = 304;
        return answer;
    }
    answer.headers.emplace_back("Content-Type", file.type);
    answer.body = file.bytes;
    return answer;
}

} // namespace ekey::portal::http
