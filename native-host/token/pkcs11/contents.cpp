#include "native-host/token/pkcs11/contents.h"

#include "native-host/token/limits.h"
#include "native-host/token/pkcs11/objects.h"

#include <algorithm>

namespace ekey::token::pkcs11 {
namespace {

using Id = std::vector<std::uint8_t>;

/// The keys that show before log-in.
struct Keys {
    struct Private {
        Id id;
        bool alwaysAuthenticate = false;
    };
    std::vector<Private> privates;
    std::vector<Id> publics;

    Keys(Gate& gate, const Session& session)
    {
        for (const CK_OBJECT_HANDLE key : objects(gate, session, CKO_PRIVATE_KEY)) {
            if (auto id = attribute(gate, session, key, CKA_ID, limits::idBytes)) {
                privates.push_back({std::move(*id), alwaysAuthenticate(gate, session, key)});
            }
        }
        for (const CK_OBJECT_HANDLE key : objects(gate, session, CKO_PUBLIC_KEY)) {
            if (auto id = attribute(gate, session, key, CKA_ID, limits::idBytes)) publics.push_back(std::move(*id));
        }
    }

    void match(TokenCertificate& certificate) const
    {
        if (certificate.id.empty()) return;
        const auto mine = std::find_if(privates.begin(), privates.end(),
                                       [&](const Private& key) { return key.id == certificate.id; });
        certificate.alwaysAuthenticate = mine != privates.end() && mine->alwaysAuthenticate;
        certificate.hasKey = mine != privates.end() || (privates.empty() && publics.empty()) ||
                             std::find(publics.begin(), publics.end(), certificate.id) != publics.end();
    }
};

} // namespace

void addCertificates(Gate& gate, const Token& token, Inventory& inventory)
{
    const Session session(gate, token.slot);
    const Keys keys(gate, session);
    for (const CK_OBJECT_HANDLE object : objects(gate, session, CKO_CERTIFICATE)) {
        auto der = attribute(gate, session, object, CKA_VALUE, limits::certificateBytes);
        if (!der || der->empty()) continue; // an attribute certificate, or one over the limit: not for signing
        TokenCertificate certificate{.token = token.info.serial, .der = std::move(*der)};
        certificate.id = attribute(gate, session, object, CKA_ID, limits::idBytes).value_or(Id{});
        const auto label = attribute(gate, session, object, CKA_LABEL, limits::objectLabelBytes).value_or(Id{});
        certificate.label.assign(label.begin(), label.end());
        keys.match(certificate);
        if (inventory.certificates.size() == limits::certificates) throw Fault{absurd("C_FindObjects")};
        inventory.certificates.push_back(std::move(certificate));
    }
}

} // namespace ekey::token::pkcs11
