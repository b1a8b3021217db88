// What a page of the portal sends to the host: a submission in pieces, and what it makes of the answers.
#pragma once

#include "core/form/submission.h"
#include "core/text/base64.h"
#include "tests/process/host/host_under_test.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ekey::test {

inline const std::string nonce = text::base64(std::string(32, 'n'));

form::Submission submission(const std::string& filing = "F-2026-0001");

/// "" for an answer that is none.
std::string errorCode(const json::Value& answer);
json::Value errorParams(const json::Value& answer);

/// Sends a content in pieces of the given size; its handle.
std::string send(Page& page, const std::string& content, std::size_t piece = 45000);
/// Sends one content and asks for its signature.
json::Value sign(Page& page, const std::string& content);
std::vector<std::uint8_t> readSigned(Page& page, const std::string& handle);

/// A token, a host, and a page that has said hello.
class Operations : public testing::Test {
protected:
    Page greeted(const PageOptions& options = {})
    {
        Page opened = host.page(options);
        opened.hello();
        return opened;
    }

    DemonstrationToken token;
    HostUnderTest host{token.modules()};
    Page page = greeted();
};

} // namespace ekey::test
