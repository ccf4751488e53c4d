#!/usr/bin/env bash
# From the data folder to the weights file: train.sh DATA. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
data=$(realpath "${1:?usage: train.sh DATA}")
RUSTFLAGS="-C target-cpu=native" cargo build --release
work=target/work
mkdir -p "$work"
run() { ./target/release/rasid-tagger-training --data "$data" --train-on-held 1 "$@"; }

# Four large networks, their vectors learnt from the raw pile before, learn from the labels.
large=(--words 40000 --dim 128 --pretrained "$work/vectors")
run "${large[@]}" --pretrain 2
teacher=("${large[@]}" --epochs 8 --every 4 --drop-hidden 0.5 --drop-clues 0.2 --name-factor 2 --cut 0.15)
run "${teacher[@]}" --seed 2 --blocks "1,160,80;1,160,80" --drop-in 0.35 --drop-word 0.12 --save "$work/first"
run "${teacher[@]}" --seed 3 --blocks "2,192,96" --drop-in 0.3 --drop-word 0.1 --save "$work/second"
run "${teacher[@]}" --seed 4 --blocks "1,192,128" --drop-in 0.35 --drop-word 0.1 --save "$work/third"
run "${teacher[@]}" --seed 5 --blocks "1,160,80;1,160,80" --drop-in 0.3 --drop-word 0.1 --save "$work/fourth"

# They label half of the pile; two large networks learn from that and the labels, and label it again.
label=(--words 40000 --dim 128 --label 1 --pile-every 2)
run "${label[@]}" --teachers "$work/first,$work/second,$work/third,$work/fourth" --pile-labels "$work/pile"
second=("${large[@]}" --pile-labels "$work/pile" --repeat 2 --epochs 2 --every 1 --rate 0.0015 \
    --drop-in 0.2 --drop-hidden 0.2 --drop-word 0.1 --drop-clues 0.15 --name-factor 2 --cut 0.15)
run "${second[@]}" --seed 6 --blocks "1,160,80;1,160,80" --save "$work/fifth"
run "${second[@]}" --seed 7 --blocks "2,192,96" --save "$work/sixth"
run "${label[@]}" --teachers "$work/fifth,$work/sixth" --pile-labels "$work/again" --earlier-labels "$work/pile"

# The small network learns from the second labels of the pile and the labelled articles.
run --words 24000 --dim 32 --blocks "1,48,24" --pile-labels "$work/again" --repeat 2 --epochs 8 --every 8 --rate 0.004 \
    --seed 11 --pile-weight 1.0 --drop-in 0.1 --drop-hidden 0.1 --drop-word 0.1 --drop-clues 0.12 --name-factor 3 --cut 0.15 \
    --code-epochs 2 --code-rate 0.001 --prefer-organisations 0.5 --out ../../../data/model/tagger.bin
