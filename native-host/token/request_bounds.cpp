#include "native-host/token/request_bounds.h"

#include "native-host/token/certificate_parts.h"
#include "native-host/token/limits.h"

#include <algorithm>

namespace ekey::token {
namespace {

template <class Body>
bool fits(const Body&)
{
    return true;
}

bool fits(const SignRequest& sign)
{
    return !sign.inputs.empty() && sign.inputs.size() <= limits::inputs &&
           std::all_of(sign.inputs.begin(), sign.inputs.end(),
                       [&](const auto& input) { return takes(sign.mechanism, input.size()); });
}

bool fits(const GenerateRequest& generate) { return known(generate.kind) && !generate.id.empty(); }

bool fits(const InstallRequest& install) { return !install.id.empty() && certificateParts(install.der); }

} // namespace

bool inBounds(const Request::Body& body)
{
    return std::visit([](const auto& request) { return fits(request); }, body);
}

} // namespace ekey::token
