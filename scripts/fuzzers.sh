# The fuzz targets: building and running them. Sourced after steps.sh by fuzz.sh and test.sh.
packages_fuzz=(clang libclang-rt-14-dev)
fuzz_targets=(identifier json canonical expression requests definition submission handshake fields message policy assuan worker-request worker-answer certificate-parts
  module-file library sniff jpeg png pdf signed-data certificate revocation pem)

# What a target starts from: its own corpus, the real files that the tests have, and what earlier runs found.
fuzz_seeds() { # TARGET
  case $1 in
    sniff | jpeg | png | pdf) printf '%s\n' "$root/tests/fixtures/material" ;;
    signed-data | revocation | pem) printf '%s\n' "$root/tests/fixtures/signature" ;;
  esac
  [ ! -d "$root/tests/fuzz/corpus/$1" ] || printf '%s\n' "$root/tests/fuzz/corpus/$1"
}

# fuzz TARGET SECONDS: replays the corpus, then looks for new inputs that long. Inputs that break something stay in
# build/fuzz/found; inputs that reach new code in build/fuzz/corpus, where the next run begins.
fuzz() {
  local target=$1 seconds=$2 found=$root/build/fuzz/found corpus=$root/build/fuzz/corpus/$1 log=$root/build/fuzz/$1.log seeds
  mkdir -p "$found" "$corpus"
  mapfile -t seeds < <(fuzz_seeds "$target")
  say "Fuzzing $target for $seconds s 模糊测试 ($target)"
  if "$root/build/fuzz/tests/fuzz/fuzz-$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
    -print_final_stats=1 -artifact_prefix="$found/$target-" "$corpus" "${seeds[@]}" >"$log" 2>&1 </dev/null; then
    note "$(sed -nE 's/^stat::number_of_executed_units: *([0-9]+)$/\1/p' "$log") inputs, nothing broke"
    return 0
  fi
  grep -E '^(property broken|SUMMARY)|Test unit written' "$log" | head -n 10
  local input # a small one is printed as well, for the machine that found it may be gone tomorrow
  input=$(sed -nE 's/.*Test unit written to (.*)$/\1/p' "$log" | head -n 1)
  if [ -f "$input" ] && [ "$(stat -c %s "$input")" -le 4096 ]; then printf '  in base64:\n%s\n' "$(base64 "$input")"; fi
  note "broken; the whole log is ${log#"$root"/}. Mend the cause, and add the input to tests/fuzz/corpus/$target for every later test."
  return 1
}
