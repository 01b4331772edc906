# What tests on a Slurm of one node have in common; to be sourced with the arguments STEPS OF A TRAINING and PATH OF
# meit. They work in the folder `$work`, in which `sweep.meit` is the recipe and every ledger has its own folder.
scripts=$(realpath "$(dirname "${BASH_SOURCE[0]}")/..")
meit=$(realpath "${2:-$scripts/../.build/release/meit}")
[ -x "$meit" ] || { echo "no meit at $meit: swift build -c release --product meit"; exit 2; }
command -v sbatch > /dev/null || { echo "skip  no Slurm: Scripts/install --cluster"; exit 0; }

work=$(mktemp -d)
cd "$work" || exit 2
export MEIT_SLURM=$work/slurm
trap '"$scripts/slurm-node" stop; rm -rf "$work"' EXIT
eval "$("$scripts/slurm-node" env)"
"$scripts/slurm-node" start || exit 1
. "$scripts/ledger/bits.sh"

# Writes the recipe: three trainings with two evaluations each, on what the cluster is asked for.
recipe() {
  cat > base.meit << RECIPE
experiment small {
  model.llm = tiny
  encoder.kind = temporal-conv(depth = 18, width = 4)
  data {
    source = simulated(records = 120)
    rate = 50 Hz
    duration = 5 s
    split = ratio(train = 70 %, validation = 0 %, test = 30 %)
  }
  lora { rank = 8; alpha = 16; dropout = 10 % }
  train { steps = $1; batch = 6; accumulation = 2; lr = 2e-3; checkpoint-every = 20 }
  eval { batch = 4; limit = 24; max-new = 16 }
}
RECIPE
  cat > sweep.meit << RECIPE
use "base.meit"
sweep seeds from small {
  cluster = slurm(partition = "main", memory = 2 GB, processors = 1, $2)
  vary seed in 1..3
  vary eval.noise in [none, gaussian(snr = 5 dB)]
}
table scores of seeds { rows = [seed, eval.noise]; columns = [bleu-1, rouge-l]; save = "scores.csv" }
RECIPE
}
run() { "$meit" run sweep.meit --runs "$@" > log 2>&1; }
run_without_slurm() {
  run local --set 'cluster = local' || fail "the run without Slurm"
  bits local > expected
  grep -q adapter_model.safetensors expected || fail "the run without Slurm wrote no adapter"
  pass "without Slurm: $(grep -c step.json expected) steps"
}

# The processes of tasks whose output goes below a ledger.
processes() { pgrep -f "^$meit run .*/$1/history/.* --steps " || true; }
# Waits until something is true, for some seconds at most.
await() {
  local seconds=$1 what=$2
  shift 2
  for _ in $(seq $((seconds * 5))); do "$@" && return; sleep 0.2; done
  squeue --array --states=all; tail -n 5 "$work"/slurm/log/slurm*; tail -n 3 ./*/history/*/task-*.log
  fail "$what"
}
has_checkpoint() { compgen -G "$1/working/tune-*/checkpoints/step-*" > /dev/null; }
says() { grep -q "$2" "$1"/history/*/task-*.log 2> /dev/null; }
is_running() { [ -n "$(processes "$1")" ]; }
is_idle() { [ -z "$(squeue --noheader)" ]; }
node_is() { sinfo --noheader --format %T | grep -q "$1"; }
# Runs until the table is there, as a user would who looks now and then.
collect() {
  local left=$2
  while [ ! -e "$1/outputs/scores.csv" ]; do
    run "$1" || fail "meit run, of $1"
    left=$((left - 1))
    [ $left -gt 0 ] || { squeue --array --states=all; tail -n 4 "$1"/history/*/task-*.log; fail "$1 does not end"; }
    sleep 2
  done
}
queue() { squeue --noheader --array --format '%K %T' | sort | tr '\n' ' '; }
running_tasks() { squeue --noheader --array --states=running --format %i; }
