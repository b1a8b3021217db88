// forms-replay: the forms module's operations natively, one request a line on standard input, one answer a line on standard
// output with its status before it. What WebAssembly answers is held against it.
#include "wasm/forms.h"

#include <iostream>
#include <string>

int main()
{
    ekey::wasm::Forms forms;
    for (std::string request; std::getline(std::cin, request);) {
        const ekey::wasm::Answer answer = forms.call(request);
        std::cout << (answer.fate == ekey::wasm::Fate::answered ? "0 " : "1 ") << answer.text << '\n';
    }
}
