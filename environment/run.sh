#!/usr/bin/env bash
# Runs the notebooks in order and writes what they show to artifacts/, as notebooks and as pages.
#
#   environment/run.sh [--profile quick|full] [--jobs n] [--in-place] [notebook ...]
#   environment/run.sh results [system ...] [--seeds n] [--check] ...      trains outside notebooks: results --help
#   environment/run.sh export SYSTEM [--format onnx|safetensors|pytorch]   a model for other programs: export --help
#   environment/run.sh photos FOLDER [--model name] ...                    a model on photos of your own: photos --help
#   environment/run.sh pictures                                            draws the README's charts: data/results/*.plotly
#   environment/run.sh web [--urls http://localhost:5080]                  the web page: web --help
#
# quick (the default) trains on a part of the data for a few epochs; full is what the recorded results come from.
# --jobs runs so many notebooks at a time, each with its share of the cores: 2 in the quick profile, 1 in full, unless given.
# --in-place saves the outputs into notebooks/ as well. A notebook is a path, or a name such as 03-baseline-cnn or
# solutions/03-baseline-cnn; the word solutions means all of those. Solutions are written to artifacts/solutions/.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() { sed -n '2,14s/^# \{0,1\}//p' "$0"; }
fail() { printf 'run: %s\n' "$*" >&2; exit 2; }

case ${1:-} in results | export | photos)
    environment/setup.sh engine
    environment/build.sh lib/FashionNotebooks.Results >&2
    [ "$1" != results ] || shift
    exec dotnet lib/FashionNotebooks.Results/bin/Release/net10.0/fashion-results.dll "$@" ;;
esac

if [ "${1:-}" = pictures ]; then
    [ $# -eq 1 ] || fail "pictures takes no argument, but got '$2'"
    environment/setup.sh
    environment/build.sh environment/kernel >&2
    exec dotnet environment/kernel/bin/Release/net10.0/notebook-kernel.dll draw data/results/*.plotly
fi

if [ "${1:-}" = web ]; then
    environment/setup.sh engine
    environment/build.sh lib/FashionNotebooks.Web
    exec dotnet lib/FashionNotebooks.Web/bin/Release/net10.0/fashion-web.dll "${@:2}"
fi

profile=${FASHION_PROFILE:-quick}
jobs=''
in_place=()
notebooks=()
while [ $# -gt 0 ]; do
    case $1 in
        --profile) [ $# -ge 2 ] || fail "--profile needs quick or full"; profile=$2; shift ;;
        --profile=*) profile=${1#*=} ;;
        --jobs) [ $# -ge 2 ] || fail "--jobs needs a number of notebooks"; jobs=$2; shift ;;
        --jobs=*) jobs=${1#*=} ;;
        --in-place) in_place=(--in-place) ;;
        -h | --help) usage; exit 0 ;;
        solutions) notebooks+=(notebooks/solutions/*.ipynb) ;;
        -*) fail "unknown option '$1'; environment/run.sh --help lists them" ;;
        *)
            path=$1
            [ -f "$path" ] || path=notebooks/${1%.ipynb}.ipynb
            [ -f "$path" ] || fail "no notebook '$1'; there are: $(basename -s .ipynb notebooks/*.ipynb | tr '\n' ' ')"
            notebooks+=("$path") ;;
    esac
    shift
done
case $profile in quick | full) ;; *) fail "the profile is '$profile'; it must be quick or full" ;; esac
[ -n "$jobs" ] || case $profile in quick) jobs=2 ;; *) jobs=1 ;; esac
[[ $jobs =~ ^[1-9][0-9]*$ ]] || fail "--jobs is '$jobs'; it must be a number of notebooks, 1 or more"
[ ${#notebooks[@]} -gt 0 ] || notebooks=(notebooks/[0-9]*.ipynb)
output=artifacts
case ${notebooks[*]} in *notebooks/solutions/*) output=artifacts/solutions ;; esac

environment/setup.sh pages
environment/build.sh lib/FashionNotebooks environment/kernel

export FASHION_PROFILE=$profile
rc=0
dotnet environment/kernel/bin/Release/net10.0/notebook-kernel.dll run --output "$output" --jobs "$jobs" "${in_place[@]}" "${notebooks[@]}" || rc=$?
copies=()
for notebook in "${notebooks[@]}"; do
    copy=$output/$(basename "$notebook")
    if [ -f "$copy" ]; then copies+=("$copy"); fi
done
for converter in "jupyter nbconvert" "/usr/bin/python3 -m nbconvert" none; do
    [ ${#copies[@]} -gt 0 ] || break
    if [ "$converter" = none ]; then
        echo "No pages were written: nbconvert is missing. On Debian: apt-get install python3-nbconvert; elsewhere: pip install nbconvert"
    elif $converter --version >/dev/null 2>&1; then
        $converter --log-level ERROR --to html "${copies[@]}"
        echo "Pages: $output/*.html"
        break
    fi
done
exit $rc
