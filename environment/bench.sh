#!/usr/bin/env bash
# Speed, side by side with what else there is. All take turns, so that a busy moment of the machine meets each of them.
#
#   environment/bench.sh train [--images 2560] [--turns 3] [--threads 2]
#   environment/bench.sh data [--turns 3] [--threads 2]
#   environment/bench.sh kernel [--turns 3]
#   environment/bench.sh web [--clients 100] [--seconds 60] [--requests 10000] [--pictures data/samples]
#
# train: an epoch of every system's network with this library in both precisions, in ordinary TorchSharp and in Debian's
# python3-torch, for all 60,000 images, measured on the part that --images gives; a quarter of an hour. It writes
# environment/speed.json and the table of environment/README.md.
# data: reading CSV, beside pandas; and what augmenting a batch of 512 costs, beside a training step of dropout4's network on it.
# kernel: the notebook kernel, beside .NET Interactive's own tool: start, cells, completion, output, memory, interrupts, what code
# can do to it. It writes the table of environment/kernel/README.md.
# web: the web page's endpoint with the pictures of a folder: one client, many at once, and memory over so many requests.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'bench: %s\n' "$*" >&2; exit 2; }

images=2560 turns=3 threads=$(nproc) clients=100 seconds=60 requests=10000 pictures=data/samples
case ${1:-} in
    train | data | kernel | web) measured=$1; shift ;;
    -h | --help) sed -n '2,16s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) fail "say what to measure: train, data, kernel or web; environment/bench.sh --help explains them" ;;
esac
while [ $# -gt 0 ]; do
    case $1 in
        --images | --turns | --threads | --clients | --seconds | --requests)
            [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || fail "$1 needs a positive number"
            declare "${1#--}=$2"
            shift 2 ;;
        --pictures)
            [ -d "${2:-}" ] || fail "--pictures needs a folder of pictures"
            pictures=$2
            shift 2 ;;
        *) fail "unknown argument '$1'; environment/bench.sh --help lists what there is" ;;
    esac
done

if [ "$measured" = web ]; then
    environment/setup.sh
    environment/build.sh lib/FashionNotebooks.Web tests/Benchmarks
    exec dotnet tests/Benchmarks/bin/Release/net10.0/Benchmarks.dll web "$clients" "$seconds" "$requests" "$pictures"
fi
if [ "$measured" = kernel ]; then
    environment/setup.sh tool bench
    environment/build.sh environment/kernel lib/FashionNotebooks
    exec /usr/bin/python3 tests/Benchmarks/kernels.py "$turns"
fi
environment/setup.sh bench
environment/build.sh tests/Benchmarks
if [ "$measured" = train ]; then
    exec /usr/bin/python3 tests/Benchmarks/training.py measure "$turns" "$threads" "$images"
fi

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

csv=$(mktemp --suffix .csv)
trap 'rm -f "$csv"' EXIT
benchmarks write-csv "$csv"
side_by_side "reading 60,000 CSV rows (pandas)" 2 read-csv "$csv" -- read_csv "$csv"
side_by_side "the same (pandas, told that all is uint8)" 2 read-csv "$csv" -- read_csv "$csv" uint8

printf '\n%-46s  %9s  %11s\n' 'milliseconds for a batch of 512 (medians)' 'C#' 'of a step'
benchmarks augment "$threads" "$((3 * turns))"
