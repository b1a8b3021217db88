#!/usr/bin/env bash
# bench.sh: the figures that the README quotes. Prints a table and writes build/bench.json.
. "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
install_packages "${packages_build[@]}" "${packages_run[@]}"
build_release
cd "$root"
node tests/bench/bench.mjs
