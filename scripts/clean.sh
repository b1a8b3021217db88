#!/usr/bin/env bash
# clean.sh [--cache]: removes what was built here; with --cache also what was made once and kept outside.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
rm -rf "$root/build" "$root/run" "$root/node_modules" "$root"/web/*/dist "$root"/web/client/{reference,LICENSE,src/generated}
if [ "${1:-}" = --cache ]; then
  # By name: EKEY_CACHE may be a folder that holds other things too.
  rm -rf "$cache"/{apt,boost-*,node-*,openssl-*,zlib-*} "$cache"/.work.* "$cache"/.lock.* "$cache"/*.log
fi
