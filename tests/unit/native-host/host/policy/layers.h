// Policies of a test's own in an administrator's and a user's folder, and what they make together.
#pragma once

#include "tests/unit/native-host/host/policy/files.h"

#include <gtest/gtest.h>

namespace ekey::host {

inline constexpr const char* portal = "https://portal.example";
inline constexpr const char* other = "https://other.example";

class PolicyLayers : public testing::Test {
protected:
    Policy load() const
    {
        auto policy = loadPolicy(installed.files());
        EXPECT_TRUE(policy) << policy.error().code << policy.error().params;
        return policy ? *std::move(policy) : Policy();
    }
    void expectFault(const std::string& code, const std::filesystem::path& file, const std::string& pointer = "") const
    {
        const auto policy = loadPolicy(installed.files());
        ASSERT_FALSE(policy);
        EXPECT_EQ(code, policy.error().code);
        EXPECT_EQ(pointer, policy.error().pointer);
        EXPECT_EQ(file.string(), policy.error().params["file"]);
    }
    static std::vector<std::string> rights(const Policy& policy, const std::string& origin)
    {
        const Grant* grant = policy.find(origin);
        return grant ? grant->rights() : std::vector<std::string>{"not listed"};
    }
    /// The codes of what is withheld.
    static std::vector<std::string> withheld(const Policy& policy)
    {
        std::vector<std::string> codes;
        for (const Error& error : policy.withheld) {
            codes.push_back(error.code);
        }
        return codes;
    }

    InstalledPolicies installed;
};

} // namespace ekey::host
