# apt with settings of its own, so that the machine's stay as they are. Sourced after common.sh.

apt_private_dir=$cache/apt
apt_options=(
  -o "Dir::Etc::sourcelist=$apt_private_dir/sources.list"
  -o "Dir::Etc::sourceparts=$apt_private_dir/sources.list.d"
  -o "Dir::State::lists=$apt_private_dir/lists"
  -o "Dir::Cache=$apt_private_dir/cache"
  -o "APT::Sandbox::User=$(id -un)"
)

# Copies the machine's package sources and asks each for source packages too. Signatures are checked as on the machine.
apt_private_update() {
  (flock 8; apt_private_update_alone) 8>"$cache/.lock.apt"
}

apt_private_update_alone() {
  local dir=$apt_private_dir file
  [ -f "$dir/updated" ] && [ -n "$(find "$dir/updated" -mmin -1440)" ] && return 0
  rm -rf "$dir"
  mkdir -p "$dir/sources.list.d" "$dir/lists/partial" "$dir/cache/archives/partial"
  : >"$dir/sources.list"
  if [ -f /etc/apt/sources.list ]; then
    sed -nE 's/^deb(-src)?[[:space:]]/&/p' /etc/apt/sources.list >"$dir/sources.list"
    sed -nE 's/^deb[[:space:]]/deb-src /p' /etc/apt/sources.list >>"$dir/sources.list"
  fi
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] && sed -E 's/^Types:.*/Types: deb deb-src/' "$file" >"$dir/sources.list.d/${file##*/}"
  done
  for file in /etc/apt/sources.list.d/*.list; do
    [ -f "$file" ] && { cat "$file"; sed -nE 's/^deb[[:space:]]/deb-src /p' "$file"; } >"$dir/sources.list.d/${file##*/}"
  done
  # One source that does not answer is no reason to stop: what is missing shows when it is asked for.
  apt-get "${apt_options[@]}" -q update || note "some package sources did not answer"
  touch "$dir/updated"
}

# apt_private_deb PACKAGE OUT: unpacks a binary package below OUT without installing it.
apt_private_deb() {
  apt_private_update
  apt-get "${apt_options[@]}" -q download "$1"
  dpkg-deb -x "$1"_*.deb "$2"
}

# source_package PACKAGE TARBALL OUT: unpacks the system's own source package below OUT, or TARBALL where one is named. The
# orig tarball alone is enough; its checksum comes from the signed index. The security suite's index has been seen to lag
# behind its pool, so older versions are tried in turn.
source_package() {
  local package=$1 tarball=$2 out=$3 version
  if [ -z "$tarball" ]; then
    apt_private_update
    for version in $(apt-cache "${apt_options[@]}" madison "$package" | awk '/Sources/ {print $3}' | sort -Vru); do
      if apt-get "${apt_options[@]}" -q source --download-only --tar-only "$package=$version"; then
        tarball=$(ls "$package"_*.orig.tar.* "$package"_*.tar.* 2>/dev/null | grep -v '\.asc$' | head -n 1)
        [ -n "$tarball" ] && break
      fi
    done
  fi
  [ -f "$tarball" ] || die "no source of $package is to be had: name a tarball in EKEY_${package^^}_TARBALL"
  mkdir -p "$out"
  tar -xf "$tarball" -C "$out" --strip-components=1
}
