#!/usr/bin/env bash
# fuzz.sh [MINUTES [TARGET…]]: looks for inputs that break something, MINUTES in all (10), shared by the targets.
. "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
. "$root/scripts/fuzzers.sh"

minutes=${1:-10}
[[ $minutes =~ ^[1-9][0-9]{0,4}$ ]] || die "how many minutes? ./ekey fuzz [MINUTES [TARGET…]], targets: ${fuzz_targets[*]}"
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=("${fuzz_targets[@]}")
for target in "${targets[@]}"; do
  [[ " ${fuzz_targets[*]} " == *" $target "* ]] || die "no such target: $target (there are ${fuzz_targets[*]})"
done

install_packages "${packages_build[@]}" "${packages_fuzz[@]}"
build_preset fuzz fuzzers
broken=()
for target in "${targets[@]}"; do
  fuzz "$target" $((minutes * 60 / ${#targets[@]})) || broken+=("$target")
done
[ ${#broken[@]} -eq 0 ] || die "broken: ${broken[*]}"
