#!/usr/bin/env bash
# build.sh: what ./ekey run starts: the native programs (release), the WebAssembly modules, the pages.
. "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
install_packages "${packages_build[@]}"
build_release
