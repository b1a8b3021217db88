// Puts answers as JSON, of a draft or a submission, into a session's states.
#pragma once

#include "core/form/places.h"

#include <string>
#include <vector>

namespace ekey::form {

class AnswerReader {
public:
    explicit AnswerReader(Places& places) : places_(places) {}

    /// What does not fit is left out and told, at most problemsMost of it: answer.unknown_item, answer.type {expected},
    /// repeat.max {max}. Answers of items that are calculated or always read-only are passed over.
    Errors read(const json::Value& answers);
    /// The same of materials; besides material.duplicate and those of material::readEntry. Pointers are those of the
    /// items where there is one, otherwise /materials/<number>.
    Errors read(const std::vector<material::Entry>& materials);

    /// Repeats that have no instance gain as many as they must have.
    void fillRepeats(Instance& instance, ItemIndex first, ItemIndex end);

private:
    static constexpr std::size_t problemsMost = 20; // a hostile document could hold a hundred thousand

    void group(Instance& instance, ItemIndex parent, const json::Value& object, const std::string& pointer);
    void repeat(Place place, const json::Value& array, const std::string& pointer);
    void answer(Place place, const json::Value& value, const std::string& pointer);
    void refuse(Error error);

    Places& places_;
    Errors problems;
};

} // namespace ekey::form
