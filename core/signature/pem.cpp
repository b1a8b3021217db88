#include "core/signature/pem.h"

#include "core/text/base64.h"

#include <algorithm>

namespace ekey::signature {

namespace {

constexpr std::string_view beginning = "-----BEGIN ";
constexpr std::string_view ending = "-----END ";
constexpr std::string_view dashes = "-----";
constexpr std::string_view white = " \t\r\n\v\f";

Error limitError(const char* code, std::size_t limit) { return {code, {}, Severity::error, {{"limit", limit}}}; }

Error malformed(std::size_t line) { return {"pem.malformed", {}, Severity::error, {{"line", line}}}; }

/// Takes lines off a text one by one, and knows their numbers.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}

    bool next()
    {
        if (rest_.empty()) {
            return false;
        }
        const std::size_t end = std::min(rest_.find('\n'), rest_.size());
        line_ = rest_.substr(0, end);
        line_ = line_.substr(0, line_.find_last_not_of(white) + 1); // npos + 1 is 0
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        ++number_;
        return true;
    }
    std::string_view line() const { return line_; }
    std::size_t number() const { return number_; }

    /// The label where the line is such a boundary; empty for any other line.
    std::string_view boundary(std::string_view kind) const
    {
        const bool is =
            line_.size() > kind.size() + dashes.size() && line_.starts_with(kind) && line_.ends_with(dashes);
        return is ? line_.substr(kind.size(), line_.size() - kind.size() - dashes.size()) : std::string_view{};
    }

private:
    std::string_view rest_;
    std::string_view line_;
    std::size_t number_ = 0;
};

/// The lines up to the end of the block, without white space; none: it does not end.
std::optional<std::string> body(Lines& lines, std::string_view label)
{
    std::string text;
    while (lines.next()) {
        if (lines.boundary(ending) == label) {
            return text;
        }
        std::copy_if(lines.line().begin(), lines.line().end(), std::back_inserter(text),
                     [](char c) { return white.find(c) == std::string_view::npos; });
    }
    return std::nullopt;
}

} // namespace

bool isPem(std::string_view bytes)
{
    // A SEQUENCE of 128 bytes or more: no text begins like this.
    const bool isSequence = bytes.size() > 1 && bytes[0] == '\x30' && static_cast<std::uint8_t>(bytes[1]) >= 0x80;
    return !isSequence && bytes.find(beginning) != std::string_view::npos;
}

Result<std::vector<Der>> readPem(std::string_view text, const std::vector<std::string_view>& labels)
{
    if (text.size() > pemMost) {
        return limitError("pem.size", pemMost);
    }
    std::vector<Der> found;
    for (Lines lines(text); lines.next();) {
        const std::string_view label = lines.boundary(beginning);
        if (label.empty()) {
            continue;
        }
        const std::size_t begun = lines.number();
        const std::optional<std::string> base64 = body(lines, label);
        if (!base64) {
            return malformed(begun);
        }
        if (std::find(labels.begin(), labels.end(), label) == labels.end()) {
            continue;
        }
        if (found.size() == pemBlocksMost) {
            return limitError("pem.too_many", pemBlocksMost);
        }
        std::optional<Der> der = text::fromBase64(*base64);
        if (!der || der->empty()) {
            return malformed(begun);
        }
        found.push_back(*std::move(der));
    }
    if (found.empty()) {
        std::string names;
        for (const std::string_view label : labels) {
            names.append(names.empty() ? "" : ", ").append(label);
        }
        return Error{"pem.none", {}, Severity::error, {{"labels", names}}};
    }
    return found;
}

Result<std::vector<Der>> readPemOrDer(std::string_view bytes, const std::vector<std::string_view>& labels)
{
    if (isPem(bytes)) {
        return readPem(bytes, labels);
    }
    return std::vector<Der>{Der(bytes.begin(), bytes.end())};
}

} // namespace ekey::signature
