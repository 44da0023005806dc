#!/bin/bash
# Runs itp.toml in the current folder with the public records of ten clusters, first 30 days: what keeping the
# recorded GPUs of each job changes (docs/inputs.md).
#
#     git clone https://github.com/microsoft/elasticflow-traces
#     tar xf elasticflow-traces/data/raw-traces.tar.gz
#     configs/public/itp.sh [--replications N] FILE.csv...          # the ten files of the archive
#
# The program is the one that BACELAB names, else the one on PATH, else that of build/release.
set -euo pipefail

replications=()
if [[ ${1:-} == --replications ]]; then
  replications=(--set "study.replications=$2")
  shift 2
fi
if (($# == 0)); then
  echo "usage: configs/public/itp.sh [--replications N] FILE.csv..." >&2
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
bacelab=${BACELAB:-$(command -v bacelab || echo "$here/../../build/release/bacelab")}

"$bacelab" import jobs "$@" --to 2592000 --gpus record --force -o itp_record.csv
"$bacelab" import jobs "$@" --to 2592000 --gpus template --force -o itp_template.csv
cp "$here/itp.toml" .
"$bacelab" run itp.toml -o itp.h5 --force --quiet "${replications[@]}"
"$bacelab" compare itp.h5 --metric jct_mean --markdown
