#!/usr/bin/env bash
# Training and CSV reading with this library and with Debian's python3-torch and python3-pandas, side by side: same data,
# network, batch size and threads. The two take turns, so that a busy moment of the machine meets both. Then what augmenting
# a batch of 512 costs, beside a training step of dropout4's network on it.
#
#   environment/bench.sh [--images 12800] [--turns 5] [--threads 2] [batch size ...]
#   environment/bench.sh kernel [--turns 5]
#   environment/bench.sh web [--clients 100] [--seconds 60] [--requests 10000]
#
# An epoch's seconds are for all 60,000 images, measured on the part that --images gives. Batch sizes are 512 and 128 by default.
# kernel measures the notebook kernel instead, and beside it .NET Interactive's own tool: start, cells, completion, output, memory,
# interrupts, what code can do to it. It writes the table of environment/kernel/README.md.
# web measures the web page's endpoint instead: one client, many at once, and memory over so many requests.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'bench: %s\n' "$*" >&2; exit 2; }

images=12800 turns=5 threads=$(nproc) clients=100 seconds=60 requests=10000 batches=() measured=training
case ${1:-} in kernel | web) measured=$1; shift ;; esac
while [ $# -gt 0 ]; do
    case $1 in
        --images | --turns | --threads | --clients | --seconds | --requests) [ $# -ge 2 ] || fail "$1 needs a number" ;;&
        --images) images=$2; shift ;;
        --turns) turns=$2; shift ;;
        --threads) threads=$2; shift ;;
        --clients) clients=$2; shift ;;
        --seconds) seconds=$2; shift ;;
        --requests) requests=$2; shift ;;
        -h | --help) sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) batches+=("$1") ;;
    esac
    shift
done
[ ${#batches[@]} -gt 0 ] || batches=(512 128)
for number in "$images" "$turns" "$threads" "$clients" "$seconds" "$requests" "${batches[@]}"; do
    [[ $number =~ ^[1-9][0-9]*$ ]] || fail "'$number' is no positive number; environment/bench.sh --help shows the arguments"
done

if [ "$measured" = web ]; then
    environment/setup.sh
    environment/build.sh lib/FashionNotebooks.Web tests/Benchmarks
    exec dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll web "$clients" "$seconds" "$requests"
fi
if [ "$measured" = kernel ]; then
    environment/setup.sh tool bench
    environment/build.sh environment/kernel lib/FashionNotebooks
    exec /usr/bin/python3 tests/Benchmarks/kernels.py "$turns"
fi
environment/setup.sh bench
environment/build.sh tests/Benchmarks

benchmarks() { dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll "$@"; }
python() { /usr/bin/python3 "tests/Benchmarks/$1.py" "${@:2}"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

printf '%s, %s threads, %s turns each, %s\n\n' \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$threads" "$turns" "$(date -u +%F)"
printf '%-46s  %9s  %11s  %11s\n' 'seconds (medians)' 'C#' 'Python' 'C# / Python'

# side_by_side NAME DIGITS C#-COMMAND -- PYTHON-COMMAND: one line of the table.
side_by_side() {
    local name=$1 digits=$2 csharp='' other='' turn
    shift 2
    local ours=()
    while [ "$1" != -- ]; do ours+=("$1"); shift; done
    shift
    for ((turn = 1; turn <= turns; turn++)); do
        csharp+=$(benchmarks "${ours[@]}")$'\n'
        other+=$(python "$@")$'\n'
    done
    awk -v name="$name" -v digits="$digits" -v c="$(printf %s "$csharp" | median)" -v p="$(printf %s "$other" | median)" \
        'BEGIN { printf "%-46s  %9.*f  %11.*f  %11.2f\n", name, digits, c, digits, p, c / p }'
}

for batch in "${batches[@]}"; do
    side_by_side "epoch of mahesh, batch $batch (PyTorch)" 1 epoch "$batch" "$threads" "$images" -- mahesh_epoch "$batch" "$threads" "$images"
done

csv=$(mktemp --suffix .csv)
trap 'rm -f "$csv"' EXIT
benchmarks write-csv "$csv"
side_by_side "reading 60,000 CSV rows (pandas)" 2 read-csv "$csv" -- read_csv "$csv"
side_by_side "the same (pandas, told that all is uint8)" 2 read-csv "$csv" -- read_csv "$csv" uint8

printf '\n%-46s  %9s  %11s\n' 'milliseconds for a batch of 512 (medians)' 'C#' 'of a step'
benchmarks augment "$threads" "$((3 * turns))"
