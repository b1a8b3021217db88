#include "portal/materials/sealing.h"

#include "portal/refused.h"
#include "portal/storage/sql.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::portal::materials {
namespace {

using storage::bytesOf;
using test::TempFolder;

std::string refusalOf(const std::string& file)
{
    try {
        MaterialKey::read(file);
        return "read";
    } catch (const Refused& refused) {
        return refused.what();
    }
}

MaterialKey key(std::uint8_t first)
{
    std::array<std::uint8_t, 32> bytes{};
    bytes[0] = first;
    return MaterialKey(bytes);
}

TEST(MaterialKey, open_onlyWhatWasSealedForThatPlace)
{
    const MaterialKey one = key(1);
    const std::string sealed = one.seal(bytesOf("营业执照"), "place 1");
    EXPECT_EQ(one.open(sealed, "place 1"), "营业执照");
    EXPECT_EQ(sealed.size(), std::string_view("营业执照").size() + 12 + 16);
    EXPECT_EQ(sealed.find("营业执照"), std::string::npos);
    EXPECT_THROW(one.open(sealed, "place 2"), std::runtime_error);
    EXPECT_THROW(key(2).open(sealed, "place 1"), std::runtime_error);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string altered = sealed;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        EXPECT_THROW(one.open(altered, "place 1"), std::runtime_error) << i;
        EXPECT_THROW(one.open(sealed.substr(0, i), "place 1"), std::runtime_error) << i;
    }
}

TEST(MaterialKey, seal_neverTwiceTheSame)
{
    const MaterialKey one = key(1);
    EXPECT_NE(one.seal(bytesOf("same"), "p"), one.seal(bytesOf("same"), "p"));
    EXPECT_EQ(one.open(one.seal({}, "p"), "p"), "");
}

TEST(MaterialKey, check_tellsKeysApart)
{
    EXPECT_EQ(key(1).check(), key(1).check());
    EXPECT_NE(key(1).check(), key(2).check());
    EXPECT_EQ(key(1).check().find("01000000"), std::string::npos) << "not the key itself";
}

TEST(MaterialKey, make_aFileOfItsOwnersAlone)
{
    const TempFolder folder;
    const std::string file = (folder / "key").string();
    MaterialKey::make(file);
    const std::string check = MaterialKey::read(file).check();
    MaterialKey::make(file); // one that is there stays
    EXPECT_EQ(MaterialKey::read(file).check(), check);
    MaterialKey::make((folder / "other").string());
    EXPECT_NE(MaterialKey::read((folder / "other").string()).check(), check);
    EXPECT_THROW(MaterialKey::make((folder / "no/such/folder").string()), Refused);
}

TEST(MaterialKey, read_whatIsNoKeyIsRefused)
{
    const TempFolder folder;
    const std::string file = (folder / "key").string();
    EXPECT_EQ(refusalOf(file), "material_key.missing");
    const auto write = [&](const std::string& text) {
        test::writeFile(file, text);
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    };
    write(std::string(64, 'a') + "\n");
    EXPECT_EQ(refusalOf(file), "read");
    for (const std::string& text :
         {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(63, 'a') + "g",
          "-" + std::string(63, 'a'), std::string(62, 'a') + "0x"}) {
        write(text);
        EXPECT_EQ(refusalOf(file), "material_key.malformed") << text;
    }
    std::filesystem::permissions(file, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    EXPECT_EQ(refusalOf(file), "material_key.readable");
}

} // namespace
} // namespace ekey::portal::materials
