# The steps of a build, shared by build.sh, run.sh, test.sh and bench.sh, which source only this.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/scripts/install.sh"
. "$root/scripts/made-once.sh"

# quietly NAME COMMAND…: runs COMMAND with its output in build/NAME.log; shows the end of it only where it fails.
quietly() {
  local log=$root/build/$1.log start=$SECONDS
  shift
  mkdir -p "$root/build"
  if ! "$@" >"$log" 2>&1; then
    grep -E 'error|Error|FAILED' "$log" | head -n 20 >&2 || true
    tail -n 30 "$log" >&2
    die "failed; the whole log is ${log#"$root"/}"
  fi
  note "$((SECONDS - start)) s"
}

# build_preset PRESET [TARGET…]
build_preset() {
  local preset=$1
  shift
  say "Building $preset 构建 ($preset)"
  make_boost
  make_node
  case $preset in
    wasm) make_openssl_digests_wasm; make_zlib_wasm; [ $# -gt 0 ] || make_openssl_wasm ;;
    windows) make_openssl_windows; make_zlib_windows ;;
  esac
  cd "$root"
  # Configured anew only when something that CMake reads from outside the tree has changed.
  [ -f "build/$preset/build.ninja" ] || quietly "configure-$preset" cmake --preset "$preset"
  quietly "build-$preset" cmake --build --preset "$preset" ${1:+--target "$@"}
}

build_client() {
  build_preset wasm
  node_packages
  say "Building the client 构建客户端"
  cd "$root"
  quietly build-client npm run --workspace @ekey/client build
}

build_site() {
  say "Building the pages 构建页面"
  cd "$root"
  quietly build-site npm run --workspace @ekey/site build
}

build_web() {
  build_client
  build_site
}

# The portal's pages and what they need of the client. They verify nothing: the module for that, and the most of OpenSSL with it,
# takes longer than all the rest of WebAssembly.
build_pages() {
  build_preset wasm ekey-forms ekey-hash ekey-materials
  node_packages
  say "Building the client 构建客户端"
  cd "$root"
  quietly build-client npm run --workspace @ekey/client build -- --without-verify
  build_site
}

# What is made once: it waits for the network and has steps that keep one processor busy.
prepare_pages() {
  make_openssl_digests_wasm
  make_zlib_wasm
  node_packages
}
prepare_web() {
  prepare_pages
  make_openssl_wasm
}

# build_release WHAT: the native programs, and the `pages` alone or all of the `web`.
build_release() {
  # Beside the native build, in a process group that ends with this script. What fails here is done again below, where it is
  # shown.
  make_boost
  make_node
  set -m
  "prepare_$1" >/dev/null 2>&1 &
  local beside=$!
  set +m
  trap "kill -- -$beside 2>/dev/null || true" EXIT
  build_preset release ekey-portal ekey-host ekey-token
  wait "$beside" || true
  trap - EXIT
  "build_$1"
}
