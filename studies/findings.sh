#!/bin/bash
# Everything that docs/findings.md shows: runs the studies of this folder, and writes their figures and
# tables into a folder (all tables together: tables.md). A second call goes on where the first stopped.
#
#     studies/findings.sh [--replications N] FOLDER
#
# The program is the one that BACELAB names, else the one on PATH, else that of build/release.
set -euo pipefail

replications=()
waves=(512 256 256)  # points of history matching, and worlds of each
worlds=(30 60 100)
if [[ ${1:-} == --replications ]]; then
  replications=(--set "study.replications=$2")
  waves=($((2 * $2)) "$2" "$2")
  worlds=($(($2 / 5)) $(($2 / 5)) $(($2 / 5)))
  shift 2
fi
if (($# != 1)); then
  echo "usage: studies/findings.sh [--replications N] FOLDER" >&2
  exit 2
fi
studies=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}  # with numpy, scipy, xarray and the package bacelab
export BACELAB=${BACELAB:-$(command -v bacelab || echo "$studies/../build/release/bacelab")}
mkdir -p "$1"
cd "$1"

run() {  # STUDY RESULTS WORDS OF RUN...
  "$BACELAB" run "$studies/$1.toml" -o "$2.h5" --resume --quiet "${replications[@]}" "${@:3}"
}

# Which assumptions agree with the published figures: three waves (docs/matching.md).
match() {
  local claims="$studies/../configs/claims" files=() wave next
  local sizes=(--set "design.samples=${waves[0]}")
  cp "$claims/assumptions.toml" wave1.toml
  sed 's/^source/worlds = 1\n&/' "$claims/bace_pipe.toml" > one_world.toml
  for wave in 1 2 3; do
    "$BACELAB" run "wave$wave.toml" -o "wave$wave.h5" --resume --quiet \
      --set "study.replications=${worlds[wave - 1]}" "${sizes[@]}"
    files+=("wave$wave.h5")
    next=()
    if ((wave < 3)); then next=(--next "${waves[wave]}" -o "wave$((wave + 1)).toml" --force); fi
    "$BACELAB" match "${files[@]}" --targets "$claims/bace_pipe.toml" --json "${next[@]}" \
      > "match$wave.json" 2> "match$wave.notes"
    sizes=()
  done
  "$BACELAB" match "${files[@]}" --targets one_world.toml --json > one_world.json
  "$BACELAB" match "${files[@]}" --targets "$claims/bace_pipe.toml" --figure matching.svg --force \
    > matching.txt
  "$python" "$studies/matching.py" waves match[123].json > matching_waves.md
  for name in targets together factors; do
    "$python" "$studies/matching.py" "$name" match3.json > "matching_$name.md"
  done
  "$python" "$studies/matching.py" one_world one_world.json > matching_one_world.md
}

# Some points may end undecided (exit status 4), which their table says.
select_best() {  # METRIC
  local status=0
  run best "best_$1" --set "precision.metric=$1" 2> "best_$1.txt" || status=$?
  if ((status != 0 && status != 4)); then
    cat "best_$1.txt" >&2
    exit "$status"
  fi
}

# The tables of `compare` alone, without what stands around them.
table() {  # NAME STUDY WORDS OF COMPARE...
  "$BACELAB" compare "$2.h5" --markdown --all "${@:3}" | grep '^|' > "$1.md"
}

# Six of the points: little, middle and much load, on narrow and on wide links.
corners() {  # NAME
  awk -F' *\\| *' 'NR <= 2 || ($3 ~ /^0\.[258]$/ && $4 ~ /^0\.01$|^0\.1$/)' "$1.md" > "$1_corners.md"
}

figure() {  # NAME STUDY KIND WORDS OF PLOT...
  "$BACELAB" plot "$2.h5" "$3" -o "$1.svg" --data "$1.csv" --force "${@:4}" > "$1.txt" 2> "$1.notes"
}

for study in load_bandwidth load_price mechanisms kappa schedules; do run "$study" "$study"; done
match
# One of the points that reach the JCT of the baselines, in many worlds.
run ../configs/readings/rigid matching_jct --set pipeline.split=even --set pipeline.best_stages=transfer \
  --set regions.internal=access --set pipeline.schedule=zero_bubble --set jobs.micro_batches=200 \
  --set gpu.efficiency=0.5 --set gpu.idle_power_fraction=0 --set network.scale=0.25 \
  --set 'study.policies=["bace", "lcf", "ldf", "cr_lcf", "cr_ldf", "bace_no_priority"]'
table matching_jct matching_jct

paper=(lcf ldf cr_lcf cr_ldf)
ours=(bace_total bace_local bace_frugal sjf_single)
for metric in jct_mean cost cost_total; do
  select_best "$metric"
  "$python" "$studies/best.py" "best_$metric.h5" > "best_$metric.md"
  shades=-50:150
  [[ $metric == jct_mean ]] || shades=-100:100
  table "load_bandwidth_$metric" load_bandwidth --metric "$metric" --baseline "${paper[@]}"
  table "ours_$metric" load_bandwidth --metric "$metric" --baseline "${ours[@]}"
  table "load_price_$metric" load_price --metric "$metric" --baseline "${paper[@]}"
  corners "load_bandwidth_$metric"
  corners "ours_$metric"
  figure "load_bandwidth_$metric" load_bandwidth map --metric "$metric" --baseline "${paper[@]}" \
    --width 2 --shades "$shades"
  figure "ours_$metric" load_bandwidth map --metric "$metric" --baseline "${ours[@]}" --width 2 \
    --shades "$shades"
done
figure load_price_cost load_price map --metric cost --baseline "${paper[@]}" --width 2 --shades -50:50
table sjf load_bandwidth --metric jct_mean --baseline sjf_bace
for policy in bace_local bace_frugal; do
  "$BACELAB" compare load_bandwidth.h5 --csv --all --policy "$policy" > "$policy.csv"
done
"$python" "$studies/margins.py" > margins.md
table mechanisms mechanisms --policy m_opa --metric jct_mean
table mechanisms_cost mechanisms --policy m_opa --metric cost
figure mechanisms mechanisms overhead --policy m_opa --metric jct_mean --width 2
"$python" "$studies/interactions.py" mechanisms.h5 > interactions.md
for metric in jct_mean cost; do table "kappa_$metric" kappa --metric "$metric" --baseline cr_ldf; done
figure kappa kappa lines --policy bace --baseline cr_ldf --metric jct_mean --x policies.bace.min_stage_fraction \
  --where arrivals.load=0.8
for metric in jct_mean cost; do table "schedules_$metric" schedules --metric "$metric"; done
figure schedules schedules overhead --metric jct_mean --width 2

tables=(
  matching_waves matching_targets matching_together matching_factors matching_one_world matching_jct
  load_bandwidth_jct_mean load_bandwidth_jct_mean_corners load_bandwidth_cost
  load_bandwidth_cost_corners load_bandwidth_cost_total load_bandwidth_cost_total_corners sjf
  ours_jct_mean ours_jct_mean_corners ours_cost ours_cost_corners ours_cost_total
  ours_cost_total_corners margins best_jct_mean best_cost best_cost_total load_price_jct_mean load_price_cost load_price_cost_total
  mechanisms mechanisms_cost interactions kappa_jct_mean kappa_cost schedules_jct_mean
  schedules_cost
)
for name in "${tables[@]}"; do
  printf '## %s\n\n%s\n\n' "$name" "$(cat "$name.md")"
done > tables.md
