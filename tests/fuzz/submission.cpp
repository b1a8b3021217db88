// Any text as a submission of a form with everything in it: a verdict always comes, and what is accepted is what a
// session would have made.
#include "core/form/session.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>

using namespace ekey;

namespace {

std::shared_ptr<const form::Definition> example()
{
    std::ifstream in(EKEY_SOURCE_DIR "/docs/examples/forms/5-rules-across-items.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return form::readDefinition(text).definition;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::shared_ptr<const form::Definition> definition = example();
    fuzz::demand(definition != nullptr, "the example is a form");
    Result<form::Submission> submission = form::readSubmission({reinterpret_cast<const char*>(data), size});
    if (!submission) return 0;
    submission->form = reference(*definition); // no fuzzer guesses a digest
    const Errors errors = form::check(definition, json::Value::object(), *submission);
    if (blocks(errors)) return 0;

    json::Value draft = {
        {"form", toJson(submission->form)}, {"answers", submission->answers}, {"materials", json::Value::array()}};
    for (const material::Entry& entry : submission->materials) {
        draft["materials"].push_back(material::toJson(entry));
    }
    if (!submission->confirmed.empty()) draft["confirmed"] = toJson(submission->confirmed);
    const form::OpenedSession opened = form::Session::open(definition, json::Value::object(), &draft);
    fuzz::demand(opened.session != nullptr, "what is accepted fits the form");
    const form::Submission again =
        opened.session->submission(submission->audience, submission->filing, submission->nonce);
    // Materials may come in any order.
    fuzz::demand(again.answers == submission->answers && again.confirmed == submission->confirmed,
                 "accepted as it would be made");
    return 0;
}
