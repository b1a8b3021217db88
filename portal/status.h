#pragma once

/// Status codes of HTTP, RFC 9110 §15 and RFC 6585, that a refusal answers with.
namespace ekey::portal::status {

inline constexpr unsigned badRequest = 400;
inline constexpr unsigned unauthorized = 401;
inline constexpr unsigned forbidden = 403;
inline constexpr unsigned notFound = 404;
inline constexpr unsigned conflict = 409;
inline constexpr unsigned tooLarge = 413;
inline constexpr unsigned unprocessable = 422;
inline constexpr unsigned tooManyRequests = 429;
inline constexpr unsigned failed = 500;
inline constexpr unsigned unavailable = 503;

} // namespace ekey::portal::status
