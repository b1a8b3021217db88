#!/usr/bin/env bash
# pack.sh: builds the npm package @ekey/client and packs it: build/ekey-client-VERSION.tgz
. "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
install_packages "${packages_build[@]}"
build_client
say "Packing the client 打包客户端"
quietly pack npm pack --workspace @ekey/client --pack-destination build
note "$(ls build/ekey-client-*.tgz)"
