// Texts for people, by code and language: messages/<lang>/*.json are objects from code to text with {placeholders}.
#pragma once

#include "core/error.h"

#include <map>
#include <string>
#include <string_view>

namespace ekey::text {

/// The language of messages/ for whoever started a program: "en" where the environment's locale is English, otherwise
/// "zh-CN". `environment` is the program's own look-up (std::getenv); the first of LC_ALL, LC_MESSAGES and LANG that is
/// not empty decides (POSIX.1-2017, 8.2).
const char* language(char* (*environment)(const char* name));

class Messages {
public:
    /// Adds a catalogue; later ones win. Errors: those of json::read, member.type.
    Status add(std::string_view catalogue);

    bool has(std::string_view code) const;
    /// The text with {name} replaced by params' members; the code itself when there is none. A member that is one of
    /// several words ("too_long") is told by the text of word.<name>.<the word>, where there is one.
    std::string text(std::string_view code, const json::Value& params = json::Value::object()) const;

private:
    std::string shown(const std::string& name, const json::Value& value) const;

    std::map<std::string, std::string, std::less<>> texts;
};

} // namespace ekey::text
