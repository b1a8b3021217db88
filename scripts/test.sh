#!/usr/bin/env bash
# test.sh [PART…]: installs, builds and runs every test, or only the parts named (asan only when named):
#   unit (native unit and process tests)  asan (unit tests under the sanitizers)  wasm (the client on its real modules)
#   package (the packed tarball, and every command of docs/embedding.md)
#   api (the portal against its contract, every route as every role)
#   browser (the whole story in Chromium and Firefox)  windows (host and workers compile for Windows, 64 and 32 bits)
#   fuzz (every fuzz target replays its corpus and looks for new inputs for a few seconds)
. "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
. "$root/scripts/fuzzers.sh"

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(unit wasm package api browser windows fuzz)
install_packages "${packages_build[@]}" "${packages_test[@]}" "${packages_fuzz[@]}"

fuzz_seconds=5 # each target

passed=0 failed=0
# tally LOG: adds up what ctest and node's test runner say at the end of their output.
tally() {
  local ok bad
  ok=$(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests failed out of ([0-9]+)$/\2 \1/p; s/^# pass ([0-9]+)$/\1 0/p' "$1" |
    awk '{ sum += $1 - $2 } END { print sum + 0 }')
  bad=$(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests failed out of [0-9]+$/\1/p; s/^# fail ([0-9]+)$/\1/p' "$1" |
    awk '{ sum += $1 } END { print sum + 0 }')
  passed=$((passed + ok)) failed=$((failed + bad))
}

# check NAME COMMAND…: runs a test program with its output in build/test-NAME.log and counts its cases. Shows the end of the log
# where one fails; a program that fails without a count counts once.
check() {
  local name=$1 log=$root/build/test-$1.log before=$failed good=$passed start=$SECONDS
  shift
  say "Testing $name 测试 ($name)"
  if "$@" >"$log" 2>&1 </dev/null; then tally "$log"; else
    tally "$log"
    [ "$failed" -gt "$before" ] || failed=$((failed + 1))
    grep -E '^(not ok|# Subtest|.*\*\*\*Failed|.*Failure$)' "$log" | head -n 40 || true
    tail -n 60 "$log"
  fi
  note "$((passed - good)) passed, $((failed - before)) failed, $((SECONDS - start)) s"
}

cd "$root"
for part in "${parts[@]}"; do
  case $part in
    unit)
      build_preset dev
      node_packages # the mail server that the portal's mails go to
      check native ctest --preset dev -j2
      ;;
    asan)
      build_preset asan unit-tests
      check sanitized ctest --preset asan -j2 -L unit
      ;;
    wasm)
      build_preset dev ekey-check forms-replay # what the modules are held against
      build_web
      check client npm run --silent --workspace @ekey/client test
      ;;
    package)
      build_preset wasm
      node_packages
      check package node --test --experimental-test-isolation=none --test-reporter=tap tests/package/*.test.mjs
      ;;
    api)
      build_preset dev ekey-portal
      build_web
      check api node --test --test-concurrency=1 --test-reporter=tap tests/api/*.test.mjs
      ;;
    browser)
      build_preset dev ekey-portal ekey-host ekey-token assuan-script-pinentry
      build_web
      check browser node --test --test-concurrency=1 --test-reporter=tap tests/browser/*.test.mjs
      ;;
    windows)
      build_preset windows
      build_preset windows32 ekey-token
      passed=$((passed + 2))
      ;;
    fuzz)
      build_preset fuzz fuzzers
      for target in "${fuzz_targets[@]}"; do
        if fuzz "$target" "$fuzz_seconds"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
      done
      ;;
    *) die "no such part: $part" ;;
  esac
done
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
