# Run by ekey_embed(): writes FILE's bytes as a C++ array.
file(READ ${FILE} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUT} "#include <string_view>

namespace ekey::embedded {
namespace {
constexpr unsigned char ${NAME}_bytes[] = {
${bytes}0};
} // namespace
extern const std::string_view ${NAME};
const std::string_view ${NAME}(reinterpret_cast<const char*>(${NAME}_bytes), sizeof ${NAME}_bytes - 1);
} // namespace ekey::embedded
")
