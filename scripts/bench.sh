#!/usr/bin/env bash
# bench.sh: the figures that the README quotes. Prints a table and writes build/bench.json.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/scripts/install.sh"
. "$root/scripts/made-once.sh"
. "$root/scripts/steps.sh"
install_packages "${packages_build[@]}" "${packages_run[@]}"
build_preset release ekey-portal ekey-host ekey-token
build_web
cd "$root"
node tests/bench/bench.mjs
