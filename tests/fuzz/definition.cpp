// Any text as a definition; one that is read is filled as the bytes say, and after every change things stand as a
// session opened with the draft would have them.
#include "core/form/session.h"
#include "core/json/canonical.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

namespace {

/// Numbers from the end of the input, zeros when they are used up.
class Choices {
public:
    Choices(const std::uint8_t* data, std::size_t size) : left(data, data + size) {}
    std::size_t below(std::size_t limit)
    {
        if (left.empty()) return 0;
        const std::size_t value = left.back();
        left.pop_back();
        return value % limit;
    }

private:
    std::vector<std::uint8_t> left;
};

const json::Value answers[] = {0, 1, 7, "1", "x", "", nullptr, true, "1.5", "2026-11-27", "a", "import", {"a"}, "12a"};

void act(form::Session& session, Choices& choices)
{
    const json::Value items = session.items();
    if (items.empty()) return;
    const json::Value& item = items[choices.below(items.size())];
    const std::string& pointer = item["pointer"].get_ref<const std::string&>();
    switch (choices.below(8)) {
    case 0:
        (void)session.insert(pointer, choices.below(3));
        break;
    case 1:
        (void)session.remove(pointer + "/" + std::to_string(choices.below(3)));
        break;
    default:
        (void)session.set(pointer, answers[choices.below(std::size(answers))]);
        break;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(text.find('\x1f'), text.size()); // what follows says how it is filled
    const form::ReadDefinition read = form::readDefinition(text.substr(0, end));
    fuzz::demand((read.definition == nullptr) == blocks(read.errors), "a definition, or errors");
    if (!read.definition) return 0;
    const json::Value facts = {{"today", "2026-11-27"}, {"list", {"a", {{"value", "b"}}}}};
    const form::OpenedSession opened = form::Session::open(read.definition, facts);
    fuzz::demand(opened.session != nullptr, "sound facts open a form");
    Choices choices(data, size);
    for (int step = 0; step < 8; ++step) {
        act(*opened.session, choices);
        const json::Value draft = opened.session->draft();
        const form::OpenedSession again = form::Session::open(read.definition, facts, &draft);
        fuzz::demand(again.session != nullptr, "a draft fits its own form");
        fuzz::demand(json::canonical(again.session->items()) == json::canonical(opened.session->items()),
                     "a change computes what a new session would");
    }
    const form::Submission submission = opened.session->submission("a", "f", "n");
    fuzz::demand(toJson(form::check(read.definition, facts, submission)) == toJson(opened.session->validate()),
                 "the portal finds what the page found");
    return 0;
}
