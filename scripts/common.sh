# Shared by ./ekey and the scripts it calls. Sourced, never run.
# Sets: root (the checkout), cache (what does not change from build to build, shared by checkouts).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${EKEY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ekey}
mkdir -p "$cache"
if [ -n "${EKEY_OPENSSL_TARBALL:-}" ]; then EKEY_OPENSSL_TARBALL=$(realpath "$EKEY_OPENSSL_TARBALL"); fi
if [ -n "${EKEY_ZLIB_TARBALL:-}" ]; then EKEY_ZLIB_TARBALL=$(realpath "$EKEY_ZLIB_TARBALL"); fi

say()  { printf '\033[1m%s\033[0m\n' "$*"; }
note() { printf '  %s\n' "$*"; }
die()  { printf 'ekey: %s\n' "$*" >&2; exit 1; }

# once NAME COMMAND…: runs COMMAND with a fresh folder as its last argument, and keeps that folder as $cache/NAME.
# An interrupted or failed run leaves nothing behind; two at a time wait for each other.
once() {
  local name=$1; shift
  [ -d "$cache/$name" ] && return 0
  mkdir -p "$(dirname "$cache/$name")"
  (
    flock 9
    [ -d "$cache/$name" ] && exit 0
    local work; work=$(mktemp -d "$cache/.work.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/out"
    local log="$cache/$(printf '%s' "$name" | tr / -).log"
    # A shell of its own with -e: inside the condition of an `if` bash would go on after a command that failed.
    set +e
    (set -e; cd "$work"; "$@" "$work/out") >"$log" 2>&1
    local status=$?
    set -e
    if [ "$status" -ne 0 ]; then
      tail -n 30 "$log" >&2
      die "$name could not be made; the whole log is $log"
    fi
    mv "$work/out" "$cache/$name"
  ) 9>"$cache/.lock.$(printf '%s' "$name" | tr / -)"
}
