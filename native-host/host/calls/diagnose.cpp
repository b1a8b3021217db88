#include "native-host/host/calls/calls.h"
#include "native-host/host/diagnosis/examination.h"
#include "native-host/host/request.h"

namespace ekey::host::calls {

Prepared diagnose(const SessionState& session, const json::Value& params, const Monitor& monitor)
{
    if (const auto read = protocol::readDiagnoseParams(params); !read) {
        return paramsFault(read.error());
    }
    // The page has reached the host: of its ports there is nothing to ask, and of other sites nothing to tell.
    Examination examination{.policyFault = session.services.policies.broken(), .now = now()};
    examination.browsers = [origin = session.site.origin] { return browserRules(platform::browserPlaces(), {origin}); };
    return Work([operation = Operation{session.services, session.site, monitor},
                 examination = std::move(examination)](Cancellation& cancellation) mutable -> Result<Finish> {
        examination.modules = [&] {
            const Stopwatch watch(operation.spent().key);
            ModulesView view;
            for (const Tokens::Seen& seen : operation.services.tokens.look(cancellation)) {
                view.used.push_back(viewOf(seen.module, seen.outcome, seen.limit));
            }
            return view;
        };
        return Finish([answer = forPage(host::diagnose(examination))](SessionState&) { return answer; });
    });
}

} // namespace ekey::host::calls
