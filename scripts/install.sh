# What ekey needs of the machine. Sourced after common.sh.

packages_build=(build-essential cmake ninja-build ccache pkg-config perl ca-certificates emscripten libssl-dev
  nlohmann-json3-dev libcli11-dev libspdlog-dev libfmt-dev libp11-kit-dev libsoci-dev libsqlite3-dev libcurl4-openssl-dev
  zlib1g-dev brotli)
packages_run=(softhsm2 opensc openssl pinentry-curses)
packages_test=(libgtest-dev libgmock-dev softhsm2 opensc openssl pinentry-curses binutils chromium firefox-esr
  fonts-noto-cjk g++-mingw-w64-x86-64-posix g++-mingw-w64-i686-posix curl)
packages_bench=(chromium libbenchmark-dev)

# The desktop's own window where there is a desktop; in a terminal pinentry-curses draws it.
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && ! ls /usr/bin/pinentry-{gnome3,qt,gtk-2} >/dev/null 2>&1; then
  packages_run+=(pinentry-gtk2)
fi

# install_packages PACKAGE…: installs those that are missing, after saying which. Removes nothing, asks nothing.
install_packages() {
  command -v npm >/dev/null || set -- "$@" nodejs npm
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0

  say "Installing ${#missing[@]} packages 安装软件包"
  note "${missing[*]}"
  local install=(apt-get install -y --no-remove --no-install-recommends "${missing[@]}")
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      die "these packages are missing; install them as root, then come back:
  apt-get update && ${install[*]}"
    fi
    as_root=(sudo -n)
  fi
  local log=$cache/install.log
  {
    "${as_root[@]}" apt-get -q update &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}"
  } >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    die "the package manager refused; the whole log is $log"
  }
}
