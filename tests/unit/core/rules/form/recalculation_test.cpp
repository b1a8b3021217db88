// What is computed anew after a change is what would be computed from the beginning; and it costs what depends on it.
#include "core/form/session.h"
#include "core/json/canonical.h"

#include <random>

#include <gtest/gtest.h>

using namespace ekey;
using json::Value;

namespace {

constexpr const char* everything = R"json({"id":"f","version":1,"pages":[],"items":[
    {"id":"a","type":"integer"},
    {"id":"b","type":"integer","relevant":"a > 1","required":"a > 2"},
    {"id":"c","type":"integer","calculate":"a + (blank(b) ? 0 : b)"
},
    {"id":"g","type":"group","relevant":"c != 4","items":[
        {"id":"d","type":"decimal","fractionDigits":2,"constraints":[{"code":"d.low","expression":"d > double(a)","severity":"warning","confirm":true}]},
        {"id":"k","type":"repeat","relevant":"!blank(d)","min":1,"max":4,"items":[
            {"id":"n","type":"integer","constraints":[{"code":"n.all","expression":"k.filter(x, x.n == n).size() == 1"}]},
            {"id":"half","type":"integer","calculate":"n / 2 + position"},
            {"id":"inner","type":"repeat","max":3,"relevant":"half > 1","items":[
                {"id":"t","type":"text"},
                {"id":"where","type":"text","calculate":"t + string(n) + string(position)"}]}]}]},
    {"id":"total","type":"integer","calculate":"sum(g.k.map(x, blank(x.half) ? 0 : x.half)) + size(g.k)"},
    {"id":"names","type":"text","calculate":"g.k.exists(x, x.inner.exists(y, y.t == 'x')) ? 'yes' : 'no'"},
    {"id":"pick","type":"choice","choices":["p",{"value":"q","relevant":"total > 3"}],"readonly":"c == 2","initial":"p"}],
    "rules":[{"code":"all.many","expression":"total + c < 20","targets":["/total","/b"]}]
})json";

struct Random {
    std::mt19937 engine;
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(engine); }
};

/// One thing that somebody filling the form may do; what is refused changes nothing.
void act(form::Session& session, Random& random)
{
    const Value items = session.items();
    const Value& item = items[random.below(items.size())];
    const std::string& pointer = item["pointer"].get_ref<const std::string&>();
    const std::string& type = item["type"].get_ref<const std::string&>();
    if (type == "repeat") {
        if (random.below(2) == 0)
            (void)session.insert(pointer, random.below(3));
        else
            (void)session.remove(pointer + "/" + std::to_string(random.below(3)));
        return;
    }
    static const Value answers[] = {0, 1, 2, 3, 4, 5, "7", "x", "", nullptr, "1.5", "p", "q", "12a"};
    (void)session.set(pointer, answers[random.below(std::size(answers))]);
    for (const Value& error : item["errors"]) {
        if (error["params"].contains("confirm")) (void)session.confirm(pointer, std::string(error["code"]));
    }
}

} // namespace

TEST(form_recalculation, afterAnyChanges_isWhatASessionOpenedWithTheDraftComputes)
{
    const form::ReadDefinition read = form::readDefinition(everything);
    ASSERT_TRUE(read.definition) << json::canonical(toJson(read.errors));
    for (unsigned seed = 0; seed < 60; ++seed) {
        Random random{std::mt19937(seed)};
        const form::OpenedSession opened = form::Session::open(read.definition, Value::object());
        for (int step = 0; step < 40; ++step) {
            act(*opened.session, random);
            const Value draft = opened.session->draft();
            const form::OpenedSession anew = form::Session::open(read.definition, Value::object(), &draft);
            ASSERT_TRUE(anew.session) << json::canonical(toJson(anew.errors));
            ASSERT_EQ(json::canonical(anew.session->items()), json::canonical(opened.session->items()))
                << "seed " << seed << ", step " << step;
        }
        // What this session would submit, the portal takes as it is: only rules of the form may be broken.
        const form::Submission submission = opened.session->submission("a", "f", "n");
        EXPECT_EQ(toJson(form::check(read.definition, Value::object(), submission)), toJson(opened.session->validate()))
            << "seed " << seed;
    }
}

TEST(form_recalculation, changes_areWhatTurnsTheFormerPictureIntoTheNext)
{
    const form::ReadDefinition read = form::readDefinition(everything);
    for (unsigned seed = 0; seed < 20; ++seed) {
        Random random{std::mt19937(seed)};
        const form::OpenedSession opened = form::Session::open(read.definition, Value::object());
        for (int step = 0; step < 40; ++step) {
            std::map<std::string, Value> picture;
            for (const Value& item : opened.session->items()) {
                picture[item["pointer"].get<std::string>()] = item;
            }
            static const Value answers[] = {0, 1, 2, 3, "x", "", "1.5", "q"};
            auto chosen = std::next(picture.begin(), static_cast<std::ptrdiff_t>(random.below(picture.size())));
            const auto changes = opened.session->set(chosen->first, answers[random.below(std::size(answers))]);
            if (!changes) continue;
            for (const Value& change : *changes) {
                picture[change["pointer"].get<std::string>()].update(change);
            }
            for (const Value& item : opened.session->items()) {
                ASSERT_EQ(json::canonical(picture[item["pointer"].get<std::string>()]), json::canonical(item))
                    << "seed " << seed << ", step " << step;
            }
        }
    }
}
