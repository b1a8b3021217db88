#include "portal/http/static_files.h"

#include "core/digest/digest.h"
#include "portal/refused.h"
#include "portal/status.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>
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

std::string mediaType(std::string_view name)
{
    for (const MediaType& known : mediaTypes) {
        if (name.ends_with(known.extension)) {
            return std::string(known.type);
        }
    }
    return "application/octet-stream";
}

struct Coding {
    std::string_view extension;
    std::string_view name; ///< RFC 9110 §8.4.1, RFC 7932
};
/// The smaller one first.
constexpr std::array codings{Coding{".br", "br"}, Coding{".gz", "gzip"}};

/// Where it stands among the representations of a file: what is plain comes last.
std::size_t rank(std::string_view coding)
{
    return static_cast<std::size_t>(
        std::find_if(codings.begin(), codings.end(), [&](const Coding& one) { return one.name == coding; }) -
        codings.begin());
}

/// RFC 9110 §12.5.3: named, and not with the weight 0. What is only meant by "*" gets the file as it is.
bool accepts(const std::string& field, std::string_view coding)
{
    for (const auto& [name, parameters] : boost::beast::http::ext_list(field)) {
        if (boost::beast::iequals(name, coding)) {
            return std::none_of(parameters.begin(), parameters.end(), [](const auto& parameter) {
                return boost::beast::iequals(parameter.first, "q") &&
                       parameter.second.find_first_not_of("0.") == parameter.second.npos;
            });
        }
    }
    return false;
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
        take("/" + entry->path().lexically_relative(root).generic_string(), std::move(bytes));
    }
    std::erase_if(files_, [](const auto& file) { return !file.second.representations.back().coding.empty(); });
    if (!files_.contains(std::string(index))) {
        throw Refused(status::failed, "site.no_index", {}, {{"folder", folder}});
    }
}

void StaticFiles::take(const std::string& name, std::string bytes)
{
    std::string path = name;
    std::string coding;
    for (const Coding& known : codings) {
        if (name.ends_with(known.extension)) {
            path.resize(name.size() - known.extension.size());
            coding = known.name;
        }
    }
    const std::string etag = '"' + digest::hex(digest::sha256(bytes)).substr(0, 32) + '"';
    File& file = files_[path];
    file.type = mediaType(path);
    file.representations.push_back({coding, std::make_shared<const std::string>(std::move(bytes)), etag});
    std::sort(
        file.representations.begin(), file.representations.end(),
        [](const Representation& one, const Representation& other) { return rank(one.coding) < rank(other.coding); });
}

std::optional<Answer> StaticFiles::find(const Request& request) const
{
    const bool page = request.path == "/" || isPageRoute(request.path);
    const auto found = files_.find(page ? std::string(index) : request.path);
    if (found == files_.end()) {
        return std::nullopt;
    }
    const File& file = found->second;
    const std::string& accepted = request.field("accept-encoding");
    const auto& chosen =
        *std::find_if(file.representations.begin(), file.representations.end(),
                      [&](const Representation& one) { return one.coding.empty() || accepts(accepted, one.coding); });
    // Kept by the browser, asked about each time: a new version of the site is seen at once.
    Answer answer{200, {{"ETag", chosen.etag}, {"Cache-Control", "no-cache"}}, nullptr, {}};
    if (file.representations.size() > 1) {
        answer.headers.emplace_back("Vary", "Accept-Encoding");
    }
    if (request.field("if-none-match") == chosen.etag) {
        answer.status = 304;
        return answer;
    }
    answer.headers.emplace_back("Content-Type", file.type);
    if (!chosen.coding.empty()) {
        answer.headers.emplace_back("Content-Encoding", chosen.coding);
    }
    answer.body = chosen.bytes;
    return answer;
}

} // namespace ekey::portal::http
