#include "native-host/platform/browser_places.h"

namespace ekey::platform {

BrowserPlaces browserPlaces() { return {}; }

} // namespace ekey::platform
