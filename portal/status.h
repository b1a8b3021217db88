#pragma once

/// Status codes of HTTP, RFC 9110 §15, that a refusal answers with.
namespace ekey::portal::status {

inline constexpr unsigned badRequest = 400;
inline constexpr unsigned unauthorized = 401;
inline constexpr unsigned unprocessable = 422;
inline constexpr unsigned failed = 500;

} // namespace ekey::portal::status
