#include "tests/process/host/filing.h"

namespace ekey::test {

form::Submission submission(const std::string& filing)
{
    form::Submission out;
    out.audience = portalOrigin;
    out.filing = filing;
    out.nonce = nonce;
    out.form = {"renewal", 1, std::string(64, 'a')};
    out.materials = {
        {"businessLicence", "营业执照.png", "image/png", 2000, std::string(64, 'b'), std::string(64, 'c')}};
    out.answers = {{"enterprise", {{"name", "天津示范进出口有限公司"}, {"uscc", "91120000PDY00001X7"}}},
                   {"authorisedUser", {{"mobile", "13800138000"}}}};
    return out;
}

std::string errorCode(const json::Value& answer)
{
    return answer.contains("error") ? answer["error"]["data"]["code"].get<std::string>() : "";
}

json::Value errorParams(const json::Value& answer) { return answer["error"]["data"]["params"]; }

std::string send(Page& page, const std::string& content, std::size_t piece)
{
    const json::Value opened = page.call("content.open", {{"bytes", content.size()}});
    const std::string handle = opened["result"]["content"].get<std::string>();
    for (std::size_t offset = 0; offset < content.size(); offset += piece) {
        const json::Value answer =
            page.call("content.append", {{"content", handle},
                                         {"offset", offset},
                                         {"data", text::base64(std::string_view(content).substr(offset, piece))}});
        EXPECT_TRUE(answer.contains("result")) << answer;
    }
    return handle;
}

json::Value sign(Page& page, const std::string& content)
{
    return page.call("sign", {{"contents", {send(page, content, 100)}}, {"kind", "submission"}});
}

std::vector<std::uint8_t> readSigned(Page& page, const std::string& handle)
{
    std::vector<std::uint8_t> all;
    while (true) {
        const json::Value piece = page.call("content.read", {{"content", handle}, {"offset", all.size()}})["result"];
        const auto bytes = text::fromBase64(piece["data"].get<std::string>());
        if (!bytes || bytes->empty()) {
            EXPECT_EQ(all.size(), piece["bytes"].get<std::size_t>());
            return all;
        }
        all.insert(all.end(), bytes->begin(), bytes->end());
    }
}

} // namespace ekey::test
