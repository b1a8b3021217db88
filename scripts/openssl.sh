# OpenSSL built from the system's own source package: for WebAssembly, and for Windows by mingw-w64.
# Sourced after common.sh and apt-private.sh. EKEY_OPENSSL_TARBALL names a tarball to use instead.

openssl_unpack() { source_package openssl "${EKEY_OPENSSL_TARBALL:-}" "$1"; }

# What no part of ekey uses. Both builds leave it out.
openssl_without=(no-shared no-engine no-dso no-tests no-module no-async no-autoload-config no-ui-console
  no-comp no-ct no-cmp no-srp no-psk no-aria no-bf no-blake2 no-camellia no-cast no-chacha no-poly1305 no-idea no-md4
  no-mdc2 no-rc2 no-rc4 no-rc5 no-seed no-siphash no-rmd160 no-whirlpool no-scrypt no-dsa no-dh no-ec2m no-gost
  no-legacy no-tls no-dtls no-siv no-ocb no-ssl3 no-nextprotoneg)

openssl_install() { # SOURCE OUT
  mkdir -p "$2/lib" && cp "$1/libcrypto.a" "$2/lib/" && cp -r "$1/include" "$2/include" && cp "$1/LICENSE.txt" "$2/"
}

# Writes COMMAND: what emcc runs for a C file, without its Python around each, which takes longer than most of the compiling.
emcc_compiler() { # COMMAND
  printf 'int none;\n' >none.c
  local clang; clang=$(emcc -v -c none.c 2>&1 | sed -n 's/^ "\([^"]*\)" -target .*/\1/p')
  printf '#!/bin/sh\nexec %s %s "$@"\n' "${clang:?emcc -v does not name its compiler}" "$(emcc --cflags)" >"$1"
  chmod +x "$1"
}

# Into ./source, and there. For size (-fno-inline-functions is emcc's own part of it), which costs verification no speed that can be
# measured, but the digests of files for speed. The reasons of errors are names of ours, never OpenSSL's texts; there are no files.
openssl_wasm_configure() {
  openssl_unpack source
  emcc_compiler emcc-alone
  PATH=$PWD:$PATH
  cd source
  perl Configure linux-generic32 no-asm no-threads no-sock no-afalgeng no-secure-memory no-rdrand no-err no-stdio \
    no-des no-sm4 no-ocsp no-ts no-rfc3779 \
    "${openssl_without[@]}" CC=emcc-alone AR=emar RANLIB=emranlib CFLAGS="-Os -fno-inline-functions" CROSS_COMPILE=
}

# The digests of files, for speed. Whatever is made after them leaves them as they are.
openssl_wasm_digest_objects() {
  make crypto/sm3/libcrypto-lib-sm3.o CFLAGS=-O3
  # Unrolled to the end, SHA-256's message schedule stands in locals instead of memory: a quarter faster, 1 KB more.
  make crypto/sha/libcrypto-lib-sha256.o CFLAGS="-O3 -mllvm -unroll-threshold=20000"
}

# All of libcrypto, which verification needs.
openssl_wasm() {
  openssl_wasm_configure
  make -j"$(nproc)" build_generated
  openssl_wasm_digest_objects
  make -j"$(nproc)" libcrypto.a
  openssl_install . "$1"
}

# Its digests alone, which is what the pages need: five objects of 640.
openssl_digests_wasm() {
  local digests=(crypto/md5/libcrypto-lib-md5_dgst.o crypto/sha/libcrypto-lib-sha512.o crypto/libcrypto-lib-mem_clr.o)
  openssl_wasm_configure
  make -j"$(nproc)" build_generated
  openssl_wasm_digest_objects
  make "${digests[@]}"
  emar rcs libcrypto.a crypto/sm3/libcrypto-lib-sm3.o crypto/sha/libcrypto-lib-sha256.o "${digests[@]}"
  openssl_install . "$1"
}

openssl_windows() {
  openssl_unpack source
  cd source
  perl Configure mingw64 --cross-compile-prefix=x86_64-w64-mingw32- "${openssl_without[@]}"
  make -j"$(nproc)" build_generated libcrypto.a
  openssl_install . "$1"
}
