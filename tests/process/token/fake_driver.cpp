// A PKCS#11 module with one token, one key and one certificate. EKEY_FAKE names what it does wrong. A call that a
// careful program would not make (out of order, a second PIN, a PIN to a locked token) aborts.
//
// EKEY_FAKE_FIFO: gets one letter for each event that a test waits for, and stays open as long as the process lives.
// EKEY_FAKE_CERTIFICATE: DER file to hold as the certificate.
#include "tests/process/token/memory_scan.h"

#include <p11-kit/pkcs11.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr CK_SLOT_ID slot = 7;
constexpr CK_SESSION_HANDLE session = 21;
constexpr CK_OBJECT_HANDLE privateKey = 1;
constexpr CK_OBJECT_HANDLE publicKey = 2;
constexpr CK_OBJECT_HANDLE certificate = 3;
constexpr unsigned char id = 0x45;
constexpr CK_ULONG absurd = CK_ULONG{1} << 30;
constexpr std::string_view rightPin = "246813";
constexpr char invertedPin[] = {~'2', ~'4', ~'6', ~'8', ~'1', ~'3'};

bool initialised = false;
bool open_ = false;
bool loggedIn = false;
int presented = 0;
bool searching = false;
std::vector<CK_OBJECT_HANDLE> found;
bool signing = false;
bool authenticated = false;
bool signedOnce = false;
int fifo = -1;

bool does(const char* what)
{
    const char* scenario = std::getenv("EKEY_FAKE");
    return scenario && std::strcmp(scenario, what) == 0;
}

void expect(bool careful)
{
    if (!careful) std::abort();
}

void tell(char event)
{
    if (fifo >= 0) expect(write(fifo, &event, 1) == 1);
}

void hang()
{
    while (true) {
        pause();
    }
}

void enter()
{
    if (!does("prints")) return;
    std::puts("driver: debugging, debugging");
    std::fflush(stdout);
    expect(write(STDOUT_FILENO, "\x7f\0\0\0\xff\xff garbage", 14) == 14);
    expect(write(STDERR_FILENO, "noise", 5) == 5);
    char stolen = 0;
    expect(read(STDIN_FILENO, &stolen, 1) == 0);
}

/// What a worker must not get from the host that started it.
void expectNothingInherited()
{
    expect(!std::getenv("EKEY_HOST_SECRET"));
    const std::string leak = std::getenv("EKEY_FAKE_LEAK");
    for (const auto& descriptor : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone; // the iterator's own
        expect(std::filesystem::read_symlink(descriptor.path(), gone) != leak);
    }
}

CK_RV initialize(void* arguments)
{
    enter();
    expect(!initialised);
    if (does("cannot.lock") && arguments) return CKR_CANT_LOCK;
    if (does("no.arguments") && arguments) return CKR_ARGUMENTS_BAD;
    if (!does("cannot.lock") && !does("no.arguments"))
        expect(arguments && static_cast<CK_C_INITIALIZE_ARGS*>(arguments)->flags == CKF_OS_LOCKING_OK);
    if (does("crash.initialize")) std::raise(SIGSEGV);
    if (const char* path = std::getenv("EKEY_FAKE_FIFO")) fifo = open(path, O_WRONLY | O_CLOEXEC);
    if (does("inherits")) expectNothingInherited();
    initialised = true;
    return CKR_OK;
}

CK_RV finalize(void*)
{
    expect(initialised && !open_);
    tell('F');
    if (does("hang.finalize")) hang();
    return CKR_OK;
}

CK_RV getSlotList(CK_BBOOL present, CK_SLOT_ID* list, CK_ULONG* count)
{
    enter();
    expect(initialised && present);
    if (does("scan") && signedOnce) expect(!ekey::test::memoryHolds({invertedPin, sizeof invertedPin}));
    if (does("absurd.slots")) {
        *count = absurd;
        return CKR_OK;
    }
    const CK_ULONG tokens = does("empty") ? 0 : does("twins") ? 2 : 1;
    if (list) {
        expect(*count >= tokens);
        for (CK_ULONG i = 0; i < tokens; ++i) {
            list[i] = slot + i;
        }
    }
    *count = tokens;
    return CKR_OK;
}

template <std::size_t size>
void pad(unsigned char (&field)[size], const char* text)
{
    std::memset(field, ' ', size);
    std::memcpy(field, text, std::strlen(text));
}

CK_RV getTokenInfo(CK_SLOT_ID, CK_TOKEN_INFO* info)
{
    enter();
    if (does("removed.info")) return CKR_TOKEN_NOT_PRESENT;
    pad(info->serialNumber, does("nameless") ? "" : "SERIAL");
    pad(info->label, "label");
    info->flags = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED;
    info->ulMinPinLen = 6;
    info->ulMaxPinLen = 8;
    if (does("blank")) info->flags = 0;
    if (does("lengths.unknown")) info->ulMinPinLen = info->ulMaxPinLen = CK_UNAVAILABLE_INFORMATION;
    if (does("free")) info->flags &= ~static_cast<CK_FLAGS>(CKF_LOGIN_REQUIRED);
    if (does("pad") || does("pad.cancelled")) info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
    if (does("locked")) info->flags |= CKF_USER_PIN_LOCKED;
    if (does("final") || (does("wrong.final") && presented > 0)) info->flags |= CKF_USER_PIN_FINAL_TRY;
    if (does("wrong.low") && presented > 0) info->flags |= CKF_USER_PIN_COUNT_LOW;
    if (does("wrong.locks") && presented > 0) info->flags |= CKF_USER_PIN_LOCKED;
    if (does("wrong.silent") && presented > 0) return CKR_DEVICE_ERROR;
    return CKR_OK;
}

CK_RV openSession(CK_SLOT_ID, CK_FLAGS flags, void*, CK_NOTIFY, CK_SESSION_HANDLE* handle)
{
    enter();
    expect(!open_ && flags == CKF_SERIAL_SESSION);
    open_ = true;
    loggedIn = does("shared.login");
    *handle = session;
    return CKR_OK;
}

CK_RV closeSession(CK_SESSION_HANDLE handle)
{
    enter();
    expect(open_ && handle == session && !searching);
    // A log-in left over is somebody else's, or one that the library refused to end.
    expect(!loggedIn || does("shared.login") || does("logout.fails"));
    open_ = loggedIn = signing = authenticated = false;
    presented = 0;
    return CKR_OK;
}

CK_RV getSessionInfo(CK_SESSION_HANDLE handle, CK_SESSION_INFO* info)
{
    expect(open_ && handle == session);
    info->state = loggedIn ? CKS_RO_USER_FUNCTIONS : CKS_RO_PUBLIC_SESSION;
    return CKR_OK;
}

CK_RV login(CK_SESSION_HANDLE handle, CK_USER_TYPE user, unsigned char* pin, CK_ULONG length)
{
    enter();
    expect(open_ && handle == session && !does("locked") && !does("free"));
    if (does("pad") || does("pad.cancelled")) {
        expect(!pin && length == 0);
    } else {
        expect(pin && length > 0);
    }
    const bool right = !pin || rightPin == std::string_view(reinterpret_cast<char*>(pin), length);
    if (user == CKU_CONTEXT_SPECIFIC) {
        expect(signing && loggedIn && !authenticated && right);
        if (does("always.refused")) return CKR_PIN_INCORRECT;
        authenticated = true;
        return CKR_OK;
    }
    expect(user == CKU_USER && !loggedIn && presented == 0);
    ++presented;
    if (does("pad.cancelled")) return CKR_FUNCTION_CANCELED;
    if (does("expired")) return CKR_PIN_EXPIRED;
    if (does("locked.unannounced")) return CKR_PIN_LOCKED;
    if (!right) return CKR_PIN_INCORRECT;
    loggedIn = true;
    return CKR_OK;
}

CK_RV logout(CK_SESSION_HANDLE handle)
{
    enter();
    expect(open_ && handle == session && loggedIn);
    if (does("logout.fails")) return CKR_DEVICE_ERROR;
    loggedIn = false;
    if (const char* mark = std::getenv("EKEY_FAKE_LOGOUT")) std::ofstream(mark) << "logged out";
    return CKR_OK;
}

bool matches(CK_OBJECT_HANDLE object, const CK_ATTRIBUTE& wanted)
{
    if (wanted.type == CKA_ID) return wanted.ulValueLen == 1 && *static_cast<unsigned char*>(wanted.pValue) == id;
    expect(wanted.type == CKA_CLASS);
    const CK_OBJECT_CLASS kind = *static_cast<CK_OBJECT_CLASS*>(wanted.pValue);
    return (kind == CKO_PRIVATE_KEY && object == privateKey) || (kind == CKO_PUBLIC_KEY && object == publicKey) ||
           (kind == CKO_CERTIFICATE && object == certificate);
}

CK_RV findObjectsInit(CK_SESSION_HANDLE handle, CK_ATTRIBUTE* pattern, CK_ULONG count)
{
    enter();
    expect(open_ && handle == session && !searching);
    searching = true;
    for (const CK_OBJECT_HANDLE object : {privateKey, publicKey, certificate}) {
        if (object == privateKey && !loggedIn && !does("free") && !does("keys.shown")) continue;
        if (object == publicKey && (does("keys.hidden") || does("keys.shown"))) continue;
        if (std::all_of(pattern, pattern + count, [&](const auto& wanted) { return matches(object, wanted); })) {
            found.push_back(object);
        }
    }
    return CKR_OK;
}

CK_RV findObjects(CK_SESSION_HANDLE, CK_OBJECT_HANDLE* objects, CK_ULONG most, CK_ULONG* count)
{
    enter();
    expect(searching);
    if (does("absurd.find")) {
        *count = most + 1;
        return CKR_OK;
    }
    if (does("endless.find")) {
        std::fill(objects, objects + most, certificate);
        *count = most;
        return CKR_OK;
    }
    *count = std::min<CK_ULONG>(most, found.size());
    std::copy_n(found.begin(), *count, objects);
    found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(*count));
    return CKR_OK;
}

CK_RV findObjectsFinal(CK_SESSION_HANDLE)
{
    enter();
    expect(searching);
    searching = false;
    found.clear();
    return CKR_OK;
}

std::string der()
{
    const char* path = std::getenv("EKEY_FAKE_CERTIFICATE");
    if (does("certificate.limit")) return std::string(16384, '0');
    if (does("certificate.over")) return std::string(16385, '0');
    if (!path) return {0x30, 0x01, 0x00};
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

CK_RV getAttributeValue(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE* wanted, CK_ULONG count)
{
    enter();
    expect(open_ && handle == session && count == 1);
    std::string value;
    if (wanted->type == CKA_ID) {
        value = {static_cast<char>(id)};
    } else if (wanted->type == CKA_ALWAYS_AUTHENTICATE) {
        expect(object == privateKey);
        if (!does("always") && !does("always.refused") && !does("keys.shown")) {
            wanted->ulValueLen = CK_UNAVAILABLE_INFORMATION;
            return CKR_ATTRIBUTE_TYPE_INVALID;
        }
        value = {CK_TRUE};
    } else {
        expect(wanted->type == CKA_VALUE && object == certificate);
        value = der();
    }
    if (does("absurd.attribute")) {
        wanted->ulValueLen = absurd;
        return CKR_OK;
    }
    if (value.size() > wanted->ulValueLen) {
        wanted->ulValueLen = CK_UNAVAILABLE_INFORMATION;
        return CKR_BUFFER_TOO_SMALL;
    }
    std::memcpy(wanted->pValue, value.data(), value.size());
    wanted->ulValueLen = value.size();
    return CKR_OK;
}

CK_RV signInit(CK_SESSION_HANDLE handle, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE key)
{
    enter();
    expect(open_ && handle == session && key == privateKey && !signing && !searching);
    expect(loggedIn || does("free"));
    expect(mechanism->mechanism == CKM_ECDSA || mechanism->mechanism == CKM_RSA_PKCS);
    signing = true;
    return CKR_OK;
}

/// The worker's end of its pipe is the one socket of this process.
void waitUntilTheHostCloses()
{
    for (int descriptor = 0; descriptor < 64; ++descriptor) {
        struct stat status {};
        if (fstat(descriptor, &status) != 0 || !S_ISSOCK(status.st_mode)) continue;
        pollfd peer{descriptor, POLLRDHUP, 0};
        poll(&peer, 1, -1);
        return;
    }
    expect(false);
}

CK_RV sign(CK_SESSION_HANDLE handle, unsigned char*, CK_ULONG, unsigned char* signature, CK_ULONG* length)
{
    enter();
    expect(open_ && handle == session && signing && signature);
    expect(authenticated == does("always"));
    tell('S');
    signing = false;
    signedOnce = true;
    if (does("hang.sign")) hang();
    if (does("wait.sign")) waitUntilTheHostCloses();
    if (does("crash.sign")) std::raise(SIGSEGV);
    if (does("abort.sign")) std::abort();
    if (does("exit.sign")) _exit(0);
    if (does("throw.sign")) throw 42;
    if (does("fork.sign")) {
        // A resident helper that keeps every descriptor, and a crash. It goes when the test closes the FIFO's other
        // end.
        if (fork() == 0) {
            pollfd reader{fifo, 0, 0};
            poll(&reader, 1, -1);
            _exit(0);
        }
        std::raise(SIGSEGV);
    }
    if (does("removed.sign")) return CKR_DEVICE_REMOVED;
    if (does("fault.sign")) return CKR_VENDOR_DEFINED + 5;
    if (does("absurd.sign") || does("empty.sign")) {
        *length = does("absurd.sign") ? absurd : 0;
        return CKR_OK;
    }
    expect(*length >= 64);
    std::memset(signature, 0xab, 64); // no key would say that
    *length = 64;
    return CKR_OK;
}

} // namespace

extern "C" __attribute__((visibility("default"))) CK_RV C_GetFunctionList(CK_FUNCTION_LIST** list)
{
    static CK_FUNCTION_LIST functions{};
    functions.version = {2, 40};
    functions.C_Initialize = initialize;
    functions.C_Finalize = finalize;
    functions.C_GetFunctionList = C_GetFunctionList;
    functions.C_GetSlotList = getSlotList;
    functions.C_GetTokenInfo = getTokenInfo;
    functions.C_OpenSession = openSession;
    functions.C_CloseSession = closeSession;
    functions.C_GetSessionInfo = getSessionInfo;
    functions.C_Login = login;
    functions.C_Logout = logout;
    functions.C_FindObjectsInit = findObjectsInit;
    functions.C_FindObjects = findObjects;
    functions.C_FindObjectsFinal = findObjectsFinal;
    functions.C_GetAttributeValue = getAttributeValue;
    functions.C_SignInit = signInit;
    functions.C_Sign = does("incomplete") ? nullptr : sign;
    *list = does("listless") ? nullptr : &functions;
    return CKR_OK;
}
