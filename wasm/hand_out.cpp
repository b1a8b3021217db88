#include "wasm/hand_out.h"

#include <utility>

namespace ekey::wasm {

const ekey_answer* handOut(Answer answer)
{
    static Answer last;
    static ekey_answer shape;

    last = std::move(answer);
    shape.status = last.fate == Fate::answered ? 0 : 1;
    shape.data = reinterpret_cast<std::uint32_t>(last.text.data());
    shape.length = last.text.size();
    return &shape;
}

} // namespace ekey::wasm
