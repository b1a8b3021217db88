// A submission: the canonical JSON document that an enterprise signs.
//
//   {"answers":{…},"audience":"https://portal.example","filing":"…","form":{"id":"renewal","sm3":"…","version":1},
//    "materials":[{"bytes":…,"item":…,"name":…,"sha256":…,"sm3":…,"type":…}],"nonce":"…"}
//
// and "confirmed":[{"code":…,"pointer":…}] where warnings were confirmed.
//
// `audience` is the portal's origin: the host refuses to sign one that names another site than the one asking, and the
// portal refuses one that names another portal. `filing` and `nonce` tie it to one filing of one session.
#pragma once

#include "core/form/reference.h"
#include "core/material/material.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekey::form {

/// A warning that the applicant confirmed.
struct Confirmation {
    std::string pointer;
    std::string code;
    friend bool operator==(const Confirmation&, const Confirmation&) = default;
};

json::Value toJson(const std::vector<Confirmation>& confirmed);
/// Errors: those of json::Members.
Result<std::vector<Confirmation>> readConfirmations(const json::Value& array, const std::string& pointer);

struct Submission {
    std::string audience;
    std::string filing;
    std::string nonce;
    FormReference form;
    std::vector<material::Entry> materials;
    json::Value answers = json::Value::object();
    std::vector<Confirmation> confirmed = {}; ///< in document order
};

inline constexpr std::size_t submissionBytes = 1 << 20; ///< the largest submission
inline constexpr std::size_t submissionMaterials = 100; ///< the most materials in one
inline constexpr std::size_t confirmationsMost = 1000;  ///< the most confirmed warnings in one

std::string canonical(const Submission& submission);

/// Reads one; must be canonical byte for byte. Errors: those of json::readCanonical and json::Members.
Result<Submission> readSubmission(std::string_view text);

} // namespace ekey::form
