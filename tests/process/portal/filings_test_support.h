// Filings of every business against the real program: an account's log-in, and a form filled as tests/conformance has
// it.
#pragma once

#include "tests/process/portal/portal_test.h"

#include <vector>

namespace ekey::test {

class FilingsTest : public PortalTest {
protected:
    /// A client that is logged in to an account of its own, as if its password had been given.
    HttpClient account(const std::string& login, const std::string& uscc = validUscc);
    /// A client that is logged in with the enterprise's key.
    HttpClient byKey() { return byKeyAt(testTime); }
    /// With one that is valid at that time.
    HttpClient byKeyAt(signature::Time time);

    /// Goes on with a portal that was started again.
    void follow(HttpClient& page) const { page.port = client.port, page.origin = client.origin; }

    struct Begun {
        std::string id;
        std::string business;
        std::string nonce;
        std::string etag;
        json::Value facts;
    };
    Begun begin(HttpClient& from, const std::string& business);

    /// The code that was last sent to that number.
    std::string sentCode(const std::string& mobile) const;
    /// A mobile authorisation's phone is proven; its facts are new.
    void provePhone(HttpClient& from, Begun& begun, const std::string& mobile = "13800138000");
    /// The form's session with complete answers, its materials uploaded and its phone proven.
    form::Session fill(HttpClient& from, Begun begun);
    /// Uploads a picture as that material.
    material::Entry uploadTo(HttpClient& from, const std::string& filing, const std::string& item);
    /// The draft alone, without materials.
    json::Value draftOf(HttpClient& from, const Begun& begun);

    Response putDraft(HttpClient& from, const std::string& id, const std::string& draft, const std::string& etag);
    form::Submission submissionOf(const form::Session& session, const Begun& begun) const;
    /// Signed where `from` logged in with the key, as it is otherwise.
    Response hand(HttpClient& from, const form::Submission& submission, bool key,
                  const HttpClient::Fields& fields = {});
    /// Begun, filled and handed in.
    Begun submitted(HttpClient& from, const std::string& business, bool key);

    json::Value show(HttpClient& from, const std::string& id) { return from.get(at(id)).json(); }
    static std::string at(const std::string& id, const std::string& rest = {})
    {
        return "/api/v1/filings/" + id + rest;
    }
    void expectCode(const Response& response, unsigned status, const std::string& code);
};

} // namespace ekey::test
