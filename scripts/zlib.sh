# zlib built from the system's own source package: inflate alone, for WebAssembly and for Windows by mingw-w64.
# Sourced after common.sh and apt-private.sh. EKEY_ZLIB_TARBALL names a tarball to use instead.

# Without gzip's format inflate needs no CRC, whose tables are three times as large as the rest.
zlib_inflate() { # OUT COMPILER ARCHIVER FLAG…
  local out=$1 compiler=$2 archiver=$3 name
  shift 3
  source_package zlib "${EKEY_ZLIB_TARBALL:-}" source
  cd source
  for name in inflate inftrees inffast adler32 zutil; do
    "$compiler" "$@" -DNO_GZIP -c "$name.c" -o "$name.o"
  done
  mkdir -p "$out/lib" "$out/include"
  "$archiver" rcs "$out/lib/libz.a" ./*.o
  cp zlib.h zconf.h "$out/include/"
  cp README "$out/" # with the licence
}

zlib_wasm() { zlib_inflate "$1" emcc emar -Oz -flto; }
zlib_windows() { zlib_inflate "$1" x86_64-w64-mingw32-gcc-posix x86_64-w64-mingw32-ar -O2; }
