#include "native-host/platform/windows/dialog_template.h"

#include <cstring>

namespace ekey::platform {

DialogTemplate::DialogTemplate(const std::wstring& title, short width, short height)
{
    const DLGTEMPLATE head{.style = WS_POPUP | WS_CAPTION | WS_SYSMENU | WS_VISIBLE | DS_CENTER | DS_MODALFRAME |
                                    DS_SETFOREGROUND | DS_SETFONT,
                           .dwExtendedStyle = WS_EX_TOPMOST,
                           .cdit = 0,
                           .x = 0,
                           .y = 0,
                           .cx = width,
                           .cy = height};
    append(&head, sizeof head);
    words.push_back(0); // no menu
    words.push_back(0); // the usual class
    append(title);
    words.push_back(9); // points
    append(L"MS Shell Dlg 2");
}

void DialogTemplate::add(WORD windowClass, DWORD style, WORD id, short x, short y, short width, short height,
                         const std::wstring& text)
{
    if (words.size() % 2 != 0) words.push_back(0); // every item begins on a DWORD
    const DLGITEMTEMPLATE item{.style = style | WS_CHILD | WS_VISIBLE,
                               .dwExtendedStyle = 0,
                               .x = x,
                               .y = y,
                               .cx = width,
                               .cy = height,
                               .id = id};
    append(&item, sizeof item);
    words.push_back(0xffff);
    words.push_back(windowClass);
    append(text);
    words.push_back(0); // no data of its own
    reinterpret_cast<DLGTEMPLATE*>(words.data())->cdit++;
}

void DialogTemplate::append(const void* bytes, std::size_t size)
{
    const std::size_t before = words.size();
    words.resize(before + size / sizeof(WORD));
    std::memcpy(words.data() + before, bytes, size);
}

void DialogTemplate::append(const std::wstring& text)
{
    words.insert(words.end(), text.begin(), text.end());
    words.push_back(0);
}

} // namespace ekey::platform
