// How a handler says no: an HTTP status and errors as data. http/service.cpp is the one place that turns it into an
// answer.
#pragma once

#include "core/error.h"

#include <exception>

namespace ekey::portal {

class Refused : public std::exception {
public:
    Refused(unsigned answerStatus, Errors reasons) : status(answerStatus), errors(std::move(reasons)) {}
    Refused(unsigned answerStatus, Error error) : Refused(answerStatus, Errors{std::move(error)}) {}
    Refused(unsigned answerStatus, std::string code, std::string pointer = {}, json::Value params = json::Value::object())
        : Refused(answerStatus, Error{std::move(code), std::move(pointer), Severity::error, std::move(params)})
    {}

    /// The codes, for logs; never values.
    const char* what() const noexcept override { return errors.empty() ? "refused" : errors.front().code.c_str(); }

    unsigned status;
    Errors errors;
};

/// The value, or the refusal of it.
template <class T>
T orRefuse(Result<T> result, unsigned status)
{
    if (!result) {
        throw Refused(status, result.error());
    }
    return *std::move(result);
}

} // namespace ekey::portal
