// A PKCS#11 module with one token, one key and one certificate. EKEY_FAKE names what it does wrong. A call that a
// careful program would not make (out of order, a second PIN, a PIN to a locked token, a write in a session for
// reading) aborts.
//
// EKEY_FAKE_FIFO: gets one letter for each event that a test waits for, and stays open as long as the process lives.
// EKEY_FAKE_CERTIFICATE: DER file to hold as the certificate.
// EKEY_FAKE_HELD: a pipe through which the test lets a held call go on.
// EKEY_FAKE_TOKENS: a file with one digit, the number of tokens that are plugged in.
#pragma once

#include <p11-kit/pkcs11.h>

#include <string>
#include <vector>

namespace ekey::fake {

inline constexpr CK_SLOT_ID slot = 7;
inline constexpr CK_SESSION_HANDLE session = 21;
inline constexpr CK_ULONG absurd = CK_ULONG{1} << 30;

struct Object {
    CK_OBJECT_HANDLE handle = CK_INVALID_HANDLE;
    CK_OBJECT_CLASS kind = 0;
    std::string id{};
    std::string value{}; ///< CKA_VALUE of a certificate
    bool elliptic = true;
};

struct State {
    bool initialised = false;
    bool open = false;
    bool writable = false;
    bool loggedIn = false;
    int presented = 0; ///< PINs in this session
    bool searching = false;
    std::vector<CK_OBJECT_HANDLE> found{};
    bool signing = false;
    bool authenticated = false;
    bool pinUsed = false;
    bool gone = false;      ///< the token was taken out under the session
    bool disturbed = false; ///< a call was made to fail: its effect is missing
    int fifo = -1;
    std::string invertedPin{};
    std::vector<Object> objects{};
};
State& state();

Object* objectOf(CK_OBJECT_HANDLE handle);

bool does(const char* what);
void expect(bool careful);
void tell(char event);
/// Tells the event and goes on when the test says so.
void waitForTheTest(char event);
[[noreturn]] void hang();
/// For a driver that prints and reads.
void enter();
/// Of this session, at most once.
void present();
bool isRight(const unsigned char* pin, CK_ULONG length);
void inSession(CK_SESSION_HANDLE handle);
/// Where the test closes the host's end of the pipe.
void waitUntilTheHostCloses();

} // namespace ekey::fake
