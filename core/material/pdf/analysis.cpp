// PDF: whether it is whole, whether it opens, how many pages it has. The page tree's root is found as ISO 32000-1, 7.5
// says and in no other way: a file whose cross-references are broken is damaged, whatever readers may guess from it.
#include "core/material/analysis.h"

#include "core/material/pdf/document.h"

#include <algorithm>

namespace ekey::material {
namespace {

using namespace std::string_view_literals;
using pdf::Document;
using pdf::Object;

constexpr std::int64_t workMost = 64 << 20;  // bytes read or unpacked, in all rounds together
constexpr std::int64_t markBytes = 1024 + 8; // H.3.4.1
constexpr int roundsMost = 200;

class Pdf : public Analysis {
public:
    explicit Pdf(const Limits& limits) : limits_(limits) {}

    /// Begins anew each time: what was given is still held, and what is read is little.
    bool run(Source& source, Inspected& found) override
    {
        Errors errors = look(source, found);
        if (source.wants()) {
            if (++rounds_ < roundsMost) return false;
            errors = {damagedError(found.type)}; // scattered on purpose
        }
        found.errors.insert(found.errors.end(), errors.begin(), errors.end());
        return true;
    }

private:
    /// What stands at the end: where the cross-references are, and what follows.
    struct Ending {
        std::int64_t xref;
        Errors errors;
    };

    Errors look(Source& source, Inspected& found)
    {
        const std::optional<std::string> head = source.read(0, markBytes);
        if (!head) return {};
        const auto base = static_cast<std::int64_t>(head->find("%PDF-"sv));
        const std::int64_t from = std::max<std::int64_t>(0, source.bytes() - tailBytes);
        const std::optional<std::string> tail = source.read(from, tailBytes);
        if (!tail) return {};
        Ending ending = endingOf(*tail, from + static_cast<std::int64_t>(tail->size()), found.type);
        if (blocks(ending.errors)) return ending.errors;

        pdf::File marked(source, base, budget_), plain(source, 0, budget_);
        if (isCut(marked, source.bytes() - base)) return {truncatedError(found.type)};
        if (marked.isLacking()) return {};
        Document document(marked);
        Errors errors;
        if (document.open(ending.xref)) {
            errors = read(document, found);
        } else if (base > 0 && !marked.isLacking()) { // offsets from the file's beginning are as common
            Document other(plain);
            errors = other.open(ending.xref) ? read(other, found) : Errors{damagedError(found.type)};
        } else {
            errors = {damagedError(found.type)};
        }
        if (!blocks(errors)) errors.insert(errors.end(), ending.errors.begin(), ending.errors.end());
        return errors;
    }

    static Ending endingOf(std::string_view tail, std::int64_t bytes, const std::string& type)
    {
        const std::size_t mark = tail.rfind("%%EOF"sv);
        if (mark == tail.npos) return {0, {truncatedError(type)}};
        const std::string_view rest = tail.substr(mark + 5);
        // What was being added when the file was cut off is no trailing data.
        if (rest.find(" obj"sv) != rest.npos || rest.find("xref"sv) != rest.npos) return {0, {truncatedError(type)}};
        const std::size_t word = tail.rfind("startxref"sv, mark);
        if (word == tail.npos) return {0, {damagedError(type)}};
        const std::optional<Object> offset = pdf::Parser(tail.substr(word + 9), true).next();
        if (!offset || !offset->integer() || offset->number < 0) return {0, {damagedError(type)}};
        if (offset->number >= bytes) return {0, {truncatedError(type)}}; // something is missing in the middle
        if (isPadding(rest)) return {offset->number, {}};
        return {offset->number, {trailingDataWarning(static_cast<std::int64_t>(rest.size()))}};
    }

    /// Annex F: a linearized file says in its first object how long it is, and has an ending near its beginning too.
    static bool isCut(pdf::File& file, std::int64_t bytes)
    {
        const auto first = file.parse(
            0, [](pdf::Parser& in) -> std::optional<Object> { return in.heading() ? in.next() : std::nullopt; });
        if (!first || (*first)["Linearized"].is(Object::Kind::null)) return false;
        return (*first)["L"].integer().value_or(0) > bytes;
    }

    Errors read(Document& document, Inspected& found)
    {
        const Error damage = damagedError(found.type);
        if (!document.trailer()["Encrypt"].is(Object::Kind::null)) {
            if (const std::optional<Error> refused = unlock(document)) {
                return {refused->code == damage.code ? damage : *refused};
            }
        }
        const std::optional<Object> root = document.resolve(document.trailer()["Root"]);
        const std::optional<Object> tree = root ? document.resolve((*root)["Pages"]) : std::nullopt;
        const std::optional<Object> count = tree ? document.resolve((*tree)["Count"]) : std::nullopt;
        const std::optional<Object> kids = count ? document.resolve((*tree)["Kids"]) : std::nullopt;
        if (!kids) return {damage};
        // Each page is an object of its own, and each child has at least one.
        const std::int64_t pages = count->integer().value_or(0);
        const std::int64_t objects = document.trailer()["Size"].integer().value_or(0);
        const auto children = static_cast<std::int64_t>(kids->items.size());
        if (!kids->is(Object::Kind::array) || children < 1 || pages < children || pages >= objects ||
            objects > objectsMost) {
            return {damage};
        }
        found.encrypted = !document.trailer()["Encrypt"].is(Object::Kind::null);
        found.pages = static_cast<int>(pages);
        if (pages > limits_.pages) {
            return {{"material.pages", "", Severity::error, {{"limit", limits_.pages}, {"pages", pages}}}};
        }
        return {};
    }

    /// Entries of the encryption dictionary that Security reads: ISO 32000-2, tables 20 and 21.
    static bool isAsked(std::string_view name)
    {
        constexpr std::string_view asked[] = {"Filter",         "V", "R", "O", "U", "P", "Length", "UE", "CF", "StmF",
                                              "EncryptMetadata"};
        return std::find(std::begin(asked), std::end(asked), name) != std::end(asked);
    }

    /// The crypt filter that /StmF names may be an object of its own.
    static bool resolveFilter(Document& document, Object& encrypt)
    {
        const std::string name = encrypt["StmF"].text;
        for (std::size_t i = 1; i < encrypt.items.size(); i += 2) {
            if (encrypt.items[i - 1].text != "CF") continue;
            std::vector<Object>& filters = encrypt.items[i].items;
            for (std::size_t k = 1; k < filters.size(); k += 2) {
                if (filters[k - 1].text != name) continue;
                std::optional<Object> filter = document.resolve(filters[k]);
                if (!filter) return false;
                filters[k] = *std::move(filter);
                return true;
            }
        }
        return true;
    }

    static std::optional<Error> unlock(Document& document)
    {
        const std::optional<Object> encrypt = document.resolve(document.trailer()["Encrypt"]);
        const std::optional<Object> id = encrypt ? document.resolve(document.trailer()["ID"]) : std::nullopt;
        if (!id) return Error{"material.damaged"};
        Object dictionary = *encrypt;
        for (std::size_t i = 1; i < dictionary.items.size(); i += 2) {
            if (!isAsked(dictionary.items[i - 1].text)) continue; // what nobody asks for costs nothing
            std::optional<Object> value = document.resolve(dictionary.items[i]);
            if (!value) return Error{"material.damaged"};
            dictionary.items[i] = *std::move(value);
        }
        if (!resolveFilter(document, dictionary)) return Error{"material.damaged"};
        auto security = pdf::Security::open(dictionary, id->items.empty() ? std::string() : id->items[0].text);
        if (!security) return security.error();
        document.unlock(*std::move(security));
        return std::nullopt;
    }

    static constexpr std::int64_t objectsMost = 1 << 23; // ISO 32000-1, annex C

    const Limits& limits_;
    pdf::Budget budget_{workMost};
    int rounds_ = 0;
};

} // namespace

std::unique_ptr<Analysis> pdfAnalysis(const Limits& limits) { return std::make_unique<Pdf>(limits); }

} // namespace ekey::material
