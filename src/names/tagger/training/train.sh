#!/usr/bin/env bash
# From the data folder to the weights file: train.sh DATA. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
data=$(realpath "${1:?usage: train.sh DATA}")
RUSTFLAGS="-C target-cpu=native" cargo build --release
work=target/work
mkdir -p "$work"
run() { ./target/release/rasid-tagger-training --data "$data" "$@"; }

# Two large networks, their vectors learnt from the raw pile before.
large=(--words 40000 --dim 128 --pretrained "$work/vectors")
teacher=("${large[@]}" --epochs 8 --every 4 --drop-hidden 0.5 --drop-clues 0.2 --name-factor 2 --cut 0.15)
run "${large[@]}" --pretrain 2
run "${teacher[@]}" --seed 2 --blocks "1,160,80;1,160,80" --drop-in 0.35 --drop-word 0.12 --save "$work/first"
run "${teacher[@]}" --seed 3 --blocks "2,192,96" --drop-in 0.3 --drop-word 0.1 --save "$work/second"

# They label half of the pile; the small network learns from that and from the labelled articles.
run --words 40000 --dim 128 --teachers "$work/first,$work/second" --label 1 --pile-every 2 --pile-labels "$work/pile"
run --words 24000 --dim 32 --blocks "1,48,24" --pile-labels "$work/pile" --repeat 2 --epochs 4 --rate 0.003 \
    --seed 5 --drop-in 0.1 --drop-hidden 0.1 --drop-word 0.1 --drop-clues 0.12 --name-factor 3 --cut 0.15 \
    --code-epochs 1 --code-rate 0.0007 --out ../../../data/model/tagger.bin
