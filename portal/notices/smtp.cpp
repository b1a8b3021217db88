#include "portal/notices/smtp.h"

#include "core/text/utf8.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace ekey::portal::notices {
namespace {

constexpr std::size_t reasonMost = 300;
constexpr int pollMilliseconds = 1000;
constexpr int pollAfterInterrupt = 10; ///< milliseconds
constexpr int roundsAfterInterrupt = 100;
constexpr long authenticationRequired = 530; // RFC 4954 §6: says nothing of the recipient

/// What goes through one sending.
struct Exchange {
    std::string_view left; ///< of the message
    std::string stage;
    std::string reply;
    bool leaving = false; ///< QUIT has gone out: what is said now is no answer to the mail
    std::chrono::steady_clock::time_point until;
    const std::atomic<bool>* interrupted = nullptr;
};

std::size_t readMessage(char* into, std::size_t size, std::size_t count, void* user)
{
    auto& exchange = *static_cast<Exchange*>(user);
    const std::size_t bytes = std::min(size * count, exchange.left.size());
    std::memcpy(into, exchange.left.data(), bytes);
    exchange.left.remove_prefix(bytes);
    return bytes;
}

/// libcurl's result does not tell a recipient that is refused from a sender that is: the commands do.
int watch(CURL*, curl_infotype type, char* data, std::size_t size, void* user)
{
    static constexpr std::array<std::string_view, 7> commands{"EHLO", "HELO", "STARTTLS", "AUTH",
                                                              "MAIL", "RCPT", "DATA"};
    auto& exchange = *static_cast<Exchange*>(user);
    const std::string_view line(data, size);
    if (type == CURLINFO_HEADER_OUT) { // other lines than these are parts of a login
        const std::string_view word = line.substr(0, line.find_first_of(" \r\n"));
        if (std::find(commands.begin(), commands.end(), word) != commands.end()) {
            exchange.stage = word;
        }
        exchange.leaving = exchange.leaving || word == "QUIT";
    } else if (type == CURLINFO_HEADER_IN && !exchange.leaving) {
        exchange.reply = line.substr(0, std::min(reasonMost, line.find_first_of("\r\n")));
    }
    return 0;
}

/// Also asked while libcurl waits for the reply to QUIT, which CURLOPT_TIMEOUT_MS does not count.
int progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    const auto& exchange = *static_cast<Exchange*>(user);
    return exchange.interrupted->load() || std::chrono::steady_clock::now() >= exchange.until ? 1 : 0;
}

Outcome::Kind judge(CURLcode result, long code, const std::string& stage)
{
    if (result == CURLE_OK) return Outcome::Kind::sent;
    const bool ofTheMail = result != CURLE_OPERATION_TIMEDOUT && (stage == "RCPT" || stage == "DATA");
    if (ofTheMail && code / 100 == 5 && code != authenticationRequired) return Outcome::Kind::refused;
    if (ofTheMail && code / 100 == 4 && code != 421) return Outcome::Kind::postponed; // 421: the server is closing
    return Outcome::Kind::unavailable;
}

struct Free {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

} // namespace

struct Smtp::State {
    State(MailServer ofServer, SmtpLimits withLimits) : server(std::move(ofServer)), limits(withLimits)
    {
        static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
        multi = ready == CURLE_OK ? curl_multi_init() : nullptr;
        if (!multi) {
            throw std::runtime_error("libcurl does not start");
        }
    }
    ~State() { curl_multi_cleanup(multi); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void configure(CURL* easy, curl_slist* recipients, Exchange& exchange, std::size_t bytes) const
    {
        const auto set = [easy](CURLoption option, auto value) {
            if (curl_easy_setopt(easy, option, value) != CURLE_OK) {
                throw std::runtime_error("libcurl lacks an option");
            }
        };
        set(CURLOPT_URL, server.url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(CURLOPT_NOPROXY, "*");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_QUICK_EXIT, 1L); // a name server that does not answer keeps nobody waiting
        set(CURLOPT_USE_SSL, static_cast<long>(server.starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!server.trust.empty()) set(CURLOPT_CAINFO, server.trust.c_str());
        if (!server.login.empty()) {
            set(CURLOPT_USERNAME, server.login.c_str());
            set(CURLOPT_PASSWORD, server.password.c_str());
        }
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT,
            static_cast<long>(std::chrono::ceil<std::chrono::seconds>(limits.whole).count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
        set(CURLOPT_MAIL_FROM, server.from.c_str());
        set(CURLOPT_MAIL_RCPT, recipients);
        set(CURLOPT_UPLOAD, 1L);
        set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(bytes));
        set(CURLOPT_READFUNCTION, &readMessage);
        set(CURLOPT_READDATA, &exchange);
        set(CURLOPT_VERBOSE, 1L);
        set(CURLOPT_DEBUGFUNCTION, &watch);
        set(CURLOPT_DEBUGDATA, &exchange);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &progress);
        set(CURLOPT_XFERINFODATA, &exchange);
        set(CURLOPT_FORBID_REUSE, 1L); // mails are few; a connection that idles is one more thing to go wrong
    }

    CURLcode perform(CURL* easy)
    {
        curl_multi_add_handle(multi, easy);
        CURLcode result = CURLE_ABORTED_BY_CALLBACK;
        // An interrupted transfer is ended by progress(), never by taking it out: libcurl would end the half message
        // with a dot, and the server would deliver it.
        int rounds = 0;
        for (int running = 1; running > 0 && rounds < roundsAfterInterrupt;) {
            CURLMcode code = curl_multi_perform(multi, &running);
            if (code == CURLM_OK && running > 0) {
                const int pause = interrupted ? pollAfterInterrupt : pollMilliseconds;
                code = curl_multi_poll(multi, nullptr, 0, pause, nullptr);
            }
            if (code != CURLM_OK) {
                throw std::runtime_error(curl_multi_strerror(code));
            }
            rounds += interrupted ? 1 : 0;
        }
        int waiting = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &waiting)) {
            if (message->msg == CURLMSG_DONE) {
                result = message->data.result;
            }
        }
        curl_multi_remove_handle(multi, easy);
        return result;
    }

    MailServer server;
    SmtpLimits limits;
    CURLM* multi = nullptr;
    std::atomic<bool> interrupted = false;
};

Smtp::Smtp(MailServer server, SmtpLimits limits) : state_(std::make_unique<State>(std::move(server), limits)) {}
Smtp::~Smtp() = default;

const MailServer& Smtp::server() const { return state_->server; }

void Smtp::interrupt()
{
    state_->interrupted = true;
    curl_multi_wakeup(state_->multi);
}

Outcome Smtp::send(const std::string& to, const std::string& message)
{
    const std::unique_ptr<CURL, Free> easy(curl_easy_init());
    const std::unique_ptr<curl_slist, Free> recipients(curl_slist_append(nullptr, to.c_str()));
    if (!easy || !recipients) {
        throw std::runtime_error("libcurl has no memory");
    }
    Exchange exchange{.left = message,
                      .stage = {},
                      .reply = {},
                      .until = std::chrono::steady_clock::now() + state_->limits.whole,
                      .interrupted = &state_->interrupted};
    state_->configure(easy.get(), recipients.get(), exchange, message.size());
    const CURLcode result = state_->perform(easy.get());

    Outcome outcome;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &outcome.code);
    outcome.stage = exchange.stage;
    outcome.kind = judge(result, outcome.code, outcome.stage);
    if (outcome.kind != Outcome::Kind::sent && state_->interrupted) {
        outcome.kind = Outcome::Kind::interrupted;
    }
    const bool said = outcome.code >= 400 && text::isUtf8(exchange.reply);
    outcome.reason = said ? exchange.reply : curl_easy_strerror(result);
    return outcome;
}

} // namespace ekey::portal::notices
