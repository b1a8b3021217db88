#!/usr/bin/env bash
# bench.sh [PART…]: the figures that the README quotes; all parts, or only those named:
#   programs (sizes; writes build/bench.json)  client (the client beside its peers, in Chromium; build/bench-client.json)
#   token (the token worker beside the bare calls of SoftHSM2; build/bench-token.json)
#   forms (the form engine beside SurveyJS and JSON Forms, in Chromium, and natively; build/bench-forms.json)
#   host (the signer as pages reach it; build/bench-host.json)  soak (10,000 operations with pages that vanish and workers that are
#   killed; fails where memory grows), also said as `host --soak`
. "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(programs client forms token host)
case "${parts[*]}" in "host --soak") parts=(soak) ;; esac
install_packages "${packages_build[@]}" "${packages_run[@]}" "${packages_bench[@]}"
for part in "${parts[@]}"; do
  case $part in
    programs)
      build_release web
      cd "$root"
      node tests/bench/bench.mjs
      ;;
    client)
      build_preset bench identifiers_bench signatures_bench
      build_web
      cd "$root"
      node tests/bench/client/client.mjs
      ;;
    forms)
      build_preset bench forms_bench
      build_client
      cd "$root"
      node tests/bench/forms/forms.mjs
      ;;
    token)
      build_preset bench token_bench
      cd "$root"
      node tests/bench/token/token.mjs
      ;;
    host | soak)
      build_preset release ekey-host ekey-token
      node_packages
      cd "$root"
      node "tests/bench/host/$part.mjs"
      ;;
    *) die "no such part: $part" ;;
  esac
done
