#include "native-host/host/contents.h"

#include "core/text/base64.h"
#include "native-host/host/limits.h"
#include "protocol/protocol.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

std::string opened(Contents& contents, std::size_t bytes)
{
    const auto handle = contents.open(bytes);
    EXPECT_TRUE(handle);
    return handle ? *handle : "";
}

template <class T>
std::string code(const Result<T>& result)
{
    return result ? "" : result.error().code;
}

TEST(Contents, pieces_becomeTheWhole)
{
    Contents contents;
    const std::string handle = opened(contents, 11);

    EXPECT_EQ(6U, *contents.append(handle, 0, text::base64("hello ")));
    EXPECT_EQ("content.incomplete", code(contents.complete(handle)));
    EXPECT_EQ(11U, *contents.append(handle, 6, text::base64("world")));

    EXPECT_EQ("hello world", **contents.complete(handle));
}

TEST(Contents, incomplete_tellsWhatHasCome)
{
    Contents contents;
    const std::string handle = opened(contents, 11);
    ASSERT_TRUE(contents.append(handle, 0, text::base64("hello")));

    const auto whole = contents.complete(handle);

    ASSERT_FALSE(whole);
    EXPECT_EQ((json::Value{{"received", 5}, {"bytes", 11}}), whole.error().params);
}

TEST(Contents, wrongOffsets_areRefusedAndChangeNothing)
{
    Contents contents;
    const std::string handle = opened(contents, 4);
    ASSERT_TRUE(contents.append(handle, 0, text::base64("ab")));
    for (const std::size_t offset : {0U, 1U, 3U, 4U, 1048576U}) {
        const auto appended = contents.append(handle, offset, text::base64("cd"));
        ASSERT_FALSE(appended) << offset;
        EXPECT_EQ("content.offset", appended.error().code);
        EXPECT_EQ((json::Value{{"received", 2}}), appended.error().params);
    }
    EXPECT_TRUE(contents.append(handle, 2, text::base64("cd")));
    EXPECT_EQ("abcd", **contents.complete(handle));
}

TEST(Contents, oneByteMoreThanAnnounced_isRefused)
{
    Contents contents;
    const std::string handle = opened(contents, 4);
    EXPECT_EQ("content.offset", code(contents.append(handle, 0, text::base64("abcde"))));
    EXPECT_TRUE(contents.append(handle, 0, text::base64("abcd")));
    EXPECT_EQ("content.offset", code(contents.append(handle, 4, text::base64("e"))));
}

TEST(Contents, notBase64_isRefused)
{
    Contents contents;
    const std::string handle = opened(contents, 100);
    for (const char* data : {"YQ", "Y===", "YQ==\n", "_w==", "", "YR=="}) {
        EXPECT_EQ("content.data", code(contents.append(handle, 0, data))) << data;
    }
}

TEST(Contents, longestPieceAndOneByteLonger_passesAndIsRefused)
{
    Contents contents;
    const std::string handle = opened(contents, 1048576);
    EXPECT_TRUE(contents.append(handle, 0, text::base64(std::string(protocol::pieceBytes, 'x'))));
    EXPECT_EQ("content.data", code(contents.append(handle, protocol::pieceBytes,
                                                   text::base64(std::string(protocol::pieceBytes + 1, 'x')))));
}

TEST(Contents, unknownHandles_areRefused)
{
    Contents contents;
    const std::string handle = opened(contents, 1);
    EXPECT_EQ("content.unknown", code(contents.append("c9", 0, "YQ==")));
    EXPECT_EQ("content.unknown", code(contents.complete("")));
    EXPECT_EQ("content.unknown", code(contents.read(handle, 0)));
}

TEST(Contents, asManyAsTheLimitAndOneMore_passAndIsRefused)
{
    Contents contents;
    std::string last;
    for (std::size_t i = 0; i < limits::contents; ++i) {
        last = opened(contents, 1);
    }
    const auto more = contents.open(1);
    ASSERT_FALSE(more);
    EXPECT_EQ("content.limit", more.error().code);
    EXPECT_EQ((json::Value{{"limit", limits::contents}}), more.error().params);

    contents.remove(last);
    EXPECT_TRUE(contents.open(1));
}

TEST(Contents, asManyBytesAsTheLimitAndOneMore_passAndAreRefused)
{
    Contents contents;
    opened(contents, limits::contentsBytes - 5);
    EXPECT_EQ("content.memory", code(contents.open(6)));
    const std::string rest = opened(contents, 5);
    const auto more = contents.open(1);
    ASSERT_FALSE(more);
    EXPECT_EQ("content.memory", more.error().code);
    EXPECT_EQ((json::Value{{"limit", limits::contentsBytes}}), more.error().params);

    contents.remove(rest);
    EXPECT_TRUE(contents.open(5));
}

TEST(Contents, signedContent_isReadInPieces)
{
    Contents contents;
    std::vector<std::uint8_t> made(protocol::pieceBytes + 10);
    made.front() = 7;
    made.back() = 9;
    const std::string handle = contents.keep(made);

    const auto first = contents.read(handle, 0);
    ASSERT_TRUE(first);
    EXPECT_EQ(protocol::pieceBytes, first->data.size());
    EXPECT_EQ(7, first->data.front());
    EXPECT_EQ(made.size(), first->bytes);
    const auto second = contents.read(handle, protocol::pieceBytes);
    ASSERT_TRUE(second);
    EXPECT_EQ(10U, second->data.size());
    EXPECT_EQ(9, second->data.back());
    const auto end = contents.read(handle, made.size());
    ASSERT_TRUE(end);
    EXPECT_TRUE(end->data.empty());
    EXPECT_EQ("content.offset", code(contents.read(handle, made.size() + 1)));
}

TEST(Contents, signedContentsOverTheLimit_pushOutTheOldest)
{
    Contents contents;
    std::vector<std::string> handles;
    for (std::size_t i = 0; i <= limits::signedContents; ++i) {
        handles.push_back(contents.keep({1}));
    }
    EXPECT_EQ("content.unknown", code(contents.read(handles[0], 0)));
    EXPECT_TRUE(contents.read(handles[1], 0));
    EXPECT_TRUE(contents.read(handles.back(), 0));
}

TEST(Contents, signedBytesOverTheLimit_pushOutTheOldest)
{
    Contents contents;
    const std::string first = contents.keep(std::vector<std::uint8_t>(limits::signedBytes - 1));
    const std::string second = contents.keep({1});
    EXPECT_TRUE(contents.read(first, 0));
    const std::string third = contents.keep({1});
    EXPECT_EQ("content.unknown", code(contents.read(first, 0)));
    EXPECT_TRUE(contents.read(second, 0));
    EXPECT_TRUE(contents.read(third, 0));
}

} // namespace
} // namespace ekey::host
