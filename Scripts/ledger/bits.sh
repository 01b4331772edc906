# What tests of interrupted runs have in common; to be sourced. They work in the folder `$work` with the program
# `$meit`, what a run says goes to `log`, and `expected` has the bits of an undisturbed run.
fail() { echo "FAIL  $1"; [ -s log ] && tail -n 20 log | sed 's/^/      | /'; exit 1; }
pass() { echo "ok    $1"; }
# The scores of a step, without the times that it took, which are never the same.
scores() {
  sed -n '/^    "scores" : {/,/^    }/p' "$1" | sed '/^      "time\./,/^      }/d' | tr -d ' ,'
}
# Everything of a ledger's steps that must be the same bits, by name and hash.
bits() {
  (
    cd "$1" || exit 1
    find steps outputs -type f ! -name 'step.json*' ! -name 'events.*' -exec sha256sum {} + | sort -k 2
    for manifest in steps/*/step.json; do echo "$(scores "$manifest" | sha256sum) $manifest"; done
  )
}
same_bits() {
  bits "$1" > found
  diff expected found > difference || { cat difference; fail "$2: other bits than the undisturbed run"; }
}
# Whatever is in `steps/` is whole: sealed, and every file as long and with the hash that the seal says.
all_whole() {
  for step in "$1"/steps/*/; do
    [ -d "$step" ] || continue
    (
      cd "$step" && sha256sum --check --quiet step.json.sha256 || exit 1
      paste -d ' ' <(sed -n 's/^ *"sha256" : "\(.*\)".*/\1/p' step.json) \
        <(sed -n '/^  "files" : \[/,/^  \]/s/^ *"path" : "\(.*\)".*/ \1/p' step.json) > "$work/listed"
      [ ! -s "$work/listed" ] || sha256sum --check --quiet "$work/listed"
    ) || fail "$step is visible and not whole"
  done
}
