#!/bin/bash
# Runs aws.toml in the current folder with public jobs, links, electricity prices and transfer prices.
#
#     configs/public/aws.sh [--replications N] PRICES THROUGHPUT LATENCY TRANSFERS JOBS...
#
# PRICES is what `bacelab import prices` made for the eight regions; THROUGHPUT, LATENCY and TRANSFERS are Skyplane's
# throughput.csv, latency.csv and cost.csv, JOBS the files of a GPU cluster (docs/inputs.md says where they are).
# The program is the one that BACELAB names, else the one on PATH, else that of build/release.
set -euo pipefail

replications=()
if [[ ${1:-} == --replications ]]; then
  replications=(--set "study.replications=$2")
  shift 2
fi
if (($# < 5)); then
  echo "usage: configs/public/aws.sh [--replications N] PRICES THROUGHPUT LATENCY TRANSFERS JOBS..." >&2
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
bacelab=${BACELAB:-$(command -v bacelab || echo "$here/../../build/release/bacelab")}
regions=(
  Frankfurt=aws:eu-central-1 London=aws:eu-west-2 Virginia=aws:us-east-1 California=aws:us-west-1
  Tokyo=aws:ap-northeast-1 Singapore=aws:ap-southeast-1 Sydney=aws:ap-southeast-2 Mumbai=aws:ap-south-1
)

cp "$1" prices.csv
"$bacelab" import bandwidth "$2" --latency "$3" --transfer-prices "$4" "${regions[@]/#/--region=}" \
  --force -o links.csv
"$bacelab" import jobs "${@:5}" --force -o jobs.csv
cp "$here/aws.toml" .
"$bacelab" run aws.toml -o aws.h5 --force --quiet "${replications[@]}"
for metric in jct_mean cost cost_total; do
  printf '## public_%s\n\n' "$metric"
  "$bacelab" compare aws.h5 --metric "$metric" --markdown | grep '^|'
  echo
done
