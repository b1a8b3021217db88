// The window on Windows is a dialog of our own.
#include "native-host/platform/prompt.h"

#include "native-host/platform/windows/dialog_template.h"
#include "native-host/platform/windows/wide.h"

#include <array>
#include <atomic>
#include <utility>

namespace ekey::platform {
namespace {

/// Bytes of UTF-8 that the dialog has room for.
constexpr std::size_t descriptionMost = 1000;

using Outcome = Answer::Outcome;

constexpr WORD buttonClass = 0x0080;
constexpr WORD editClass = 0x0081;
constexpr WORD textClass = 0x0082;
constexpr WORD pinField = 100;
constexpr UINT_PTR timer = 1;
constexpr UINT closeMessage = WM_APP;

/// The typed PIN without a copy that outlives this function.
token::Secret takePin(HWND dialog)
{
    std::array<wchar_t, token::Secret::limit + 2> typed{};
    std::array<char, 4 * typed.size()> bytes{};
    GetDlgItemTextW(dialog, pinField, typed.data(), static_cast<int>(typed.size()));
    const int length = WideCharToMultiByte(CP_UTF8, 0, typed.data(), -1, bytes.data(), static_cast<int>(bytes.size()),
                                           nullptr, nullptr);
    token::Secret pin(std::string_view(bytes.data(), length > 0 ? static_cast<std::size_t>(length) - 1 : 0));
    token::wipe(typed.data(), sizeof typed);
    token::wipe(bytes.data(), sizeof bytes);
    // The control keeps its own copy until it is overwritten.
    SetDlgItemTextW(dialog, pinField, std::wstring(typed.size() - 2, L'*').c_str());
    return pin;
}

/// Static text and buttons read & as the mark of a key; a site's text must not lose characters to that.
std::wstring literal(const std::string& text)
{
    std::wstring out;
    for (const wchar_t c : wide(text)) {
        out.append(c == L'&' ? 2 : 1, c);
    }
    return out;
}

DialogTemplate layout(const Window& window)
{
    constexpr short width = 300, height = 240, margin = 8, line = 14;
    DialogTemplate dialog(wide(window.title), width, height);
    dialog.add(textClass, SS_LEFT | SS_NOPREFIX, 0, margin, margin, width - 2 * margin, 160, wide(window.description));
    dialog.add(textClass, SS_LEFT | SS_NOPREFIX, 0, margin, 172, width - 2 * margin, 2 * line, wide(window.warning));
    if (window.asksPin) {
        dialog.add(textClass, SS_LEFT, 0, margin, 202, 50, line, literal(window.prompt));
        dialog.add(editClass, ES_PASSWORD | ES_AUTOHSCROLL | WS_BORDER | WS_TABSTOP, pinField, 60, 200, 120, line, L"");
    }
    dialog.add(buttonClass, BS_DEFPUSHBUTTON | WS_TABSTOP, IDOK, 184, 220, 50, line, literal(window.accept));
    dialog.add(buttonClass, BS_PUSHBUTTON | WS_TABSTOP, IDCANCEL, 240, 220, 50, line, literal(window.refuse));
    return dialog;
}

} // namespace

struct Prompt::State {
    std::atomic<HWND> dialog = nullptr;
    std::atomic<bool> closed = false;
    const Window* window = nullptr;
    Answer answer;

    void finish(HWND handle, Outcome outcome)
    {
        answer.outcome = outcome;
        EndDialog(handle, 0);
    }

    static INT_PTR CALLBACK handle(HWND dialog, UINT message, WPARAM first, LPARAM second)
    {
        if (message == WM_INITDIALOG) {
            SetWindowLongPtrW(dialog, DWLP_USER, second);
            auto* state = reinterpret_cast<State*>(second);
            state->dialog = dialog;
            SendDlgItemMessageW(dialog, pinField, EM_LIMITTEXT, token::Secret::limit + 1, 0);
            const auto limit = std::chrono::milliseconds(state->window->timeout).count();
            SetTimer(dialog, timer, static_cast<UINT>(limit), nullptr);
            if (state->closed) PostMessageW(dialog, closeMessage, 0, 0);
            return TRUE;
        }
        auto* state = reinterpret_cast<State*>(GetWindowLongPtrW(dialog, DWLP_USER));
        if (!state) return FALSE;
        if (message == closeMessage) {
            state->finish(dialog, Outcome::closed);
        } else if (message == WM_TIMER && first == timer) {
            state->finish(dialog, Outcome::timedOut);
        } else if (message == WM_COMMAND && LOWORD(first) == IDOK) {
            if (state->window->asksPin) state->answer.pin = takePin(dialog);
            state->finish(dialog, Outcome::accepted);
        } else if (message == WM_COMMAND && LOWORD(first) == IDCANCEL) {
            state->finish(dialog, Outcome::refused);
        } else {
            return FALSE;
        }
        return TRUE;
    }
};

Prompt::Prompt(PromptSettings) : state(std::make_unique<State>()) {}

Prompt::~Prompt() = default;

bool Prompt::fits(const std::string& description) { return description.size() <= descriptionMost; }

Answer Prompt::show(const Window& window)
{
    if (!fits(window.description)) {
        return {.outcome = Answer::Outcome::failed, .pin = {}, .reason = "size"};
    }
    state->window = &window;
    state->answer = {};
    const DialogTemplate dialog = layout(window);
    const INT_PTR result = DialogBoxIndirectParamW(GetModuleHandleW(nullptr), dialog.get(), nullptr, State::handle,
                                                   reinterpret_cast<LPARAM>(state.get()));
    state->dialog = nullptr;
    if (result == -1) return {.outcome = Outcome::failed, .pin = {}, .reason = "display"};
    return std::move(state->answer);
}

void Prompt::close() noexcept
{
    state->closed = true;
    if (const HWND dialog = state->dialog) PostMessageW(dialog, closeMessage, 0, 0);
}

} // namespace ekey::platform
