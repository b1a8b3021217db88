#!/usr/bin/env bash
# build.sh: what ./ekey run starts: the native programs (release), the WebAssembly modules, the pages.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/scripts/install.sh"
. "$root/scripts/made-once.sh"
. "$root/scripts/steps.sh"
install_packages "${packages_build[@]}"
build_preset release ekey-portal ekey-host ekey-token
build_web
