#!/usr/bin/env bash
# build.sh: the native programs (release), all WebAssembly modules, the client, the pages.
. "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
install_packages "${packages_build[@]}"
build_release web
