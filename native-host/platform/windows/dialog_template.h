// A dialog's description in memory, as DialogBoxIndirectParam reads it (DLGTEMPLATE).
#pragma once

#include <string>
#include <vector>
#include <windows.h>

namespace ekey::platform {

class DialogTemplate {
public:
    /// Sizes in dialog units.
    DialogTemplate(const std::wstring& title, short width, short height);

    /// `windowClass` is one of the system's atoms: 0x0080 button, 0x0081 edit, 0x0082 static text.
    void add(WORD windowClass, DWORD style, WORD id, short x, short y, short width, short height,
             const std::wstring& text);

    const DLGTEMPLATE* get() const { return reinterpret_cast<const DLGTEMPLATE*>(words.data()); }

private:
    void append(const void* bytes, std::size_t size);
    void append(const std::wstring& text);

    std::vector<WORD> words;
};

} // namespace ekey::platform
