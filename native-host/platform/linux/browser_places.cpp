#include "native-host/platform/browser_places.h"

namespace ekey::platform {

BrowserPlaces browserPlaces()
{
    return {.chromium = {{"Chromium", "/etc/chromium/policies/managed"},
                         {"Chromium", "/etc/chromium-browser/policies/managed"},
                         {"Chrome", "/etc/opt/chrome/policies/managed"},
                         {"Edge", "/etc/opt/edge/policies/managed"}},
            .firefox = {{"Firefox", "/etc/firefox/policies/policies.json"},
                        {"Firefox", "/etc/firefox-esr/policies/policies.json"},
                        {"Firefox", "/usr/lib/firefox/distribution/policies.json"},
                        {"Firefox", "/usr/lib/firefox-esr/distribution/policies.json"}}};
}

} // namespace ekey::platform
