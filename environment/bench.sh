#!/usr/bin/env bash
# An epoch of mahesh's network with this library and in Debian's python3-torch, side by side: same data, batch size and
# threads. The two take turns, so that a busy moment of the machine meets both; the table shows medians.
#
#   environment/bench.sh [--images 12800] [--turns 5] [--threads 2] [batch size ...]
#
# Seconds are for all 60,000 images, measured on the part that --images gives. Batch sizes are 512 and 128 by default.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'bench: %s\n' "$*" >&2; exit 2; }

images=12800 turns=5 threads=$(nproc) batches=()
while [ $# -gt 0 ]; do
    case $1 in
        --images | --turns | --threads) [ $# -ge 2 ] || fail "$1 needs a number" ;;&
        --images) images=$2; shift ;;
        --turns) turns=$2; shift ;;
        --threads) threads=$2; shift ;;
        -h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) batches+=("$1") ;;
    esac
    shift
done
[ ${#batches[@]} -gt 0 ] || batches=(512 128)
for number in "$images" "$turns" "$threads" "${batches[@]}"; do
    [[ $number =~ ^[1-9][0-9]*$ ]] || fail "'$number' is no positive number; environment/bench.sh --help shows the arguments"
done

environment/setup.sh bench
environment/build.sh tests/Benchmarks

median() { sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

printf '%s, %s threads, %s of 60,000 images, %s turns each\n\n' \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$threads" "$images" "$turns"
printf '%10s  %14s  %18s  %11s\n' 'batch size' 'C#, s an epoch' 'Python, s an epoch' 'C# / Python'
for batch in "${batches[@]}"; do
    csharp='' python=''
    for ((turn = 1; turn <= turns; turn++)); do
        csharp+=$(dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll "$batch" "$threads" "$images" 1)$'\n'
        python+=$(/usr/bin/python3 tests/Benchmarks/mahesh.py "$batch" "$threads" "$images" 1)$'\n'
    done
    awk -v b="$batch" -v c="$(printf %s "$csharp" | median)" -v p="$(printf %s "$python" | median)" \
        'BEGIN { printf "%10d  %14.1f  %18.1f  %11.2f\n", b, c, p, c / p }'
done
