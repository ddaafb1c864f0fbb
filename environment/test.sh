#!/usr/bin/env bash
# Builds everything and runs every test; the last line is 'N passed, N failed'.
#
#   environment/test.sh [--thorough] [argument of dotnet test ...]
#
# --thorough tries every reader on 10,000 damaged files instead of 200, and every kept model on all images: it sets
# FASHION_THOROUGH=1 for the tests, and ends with how many files each reader refused.
set -uo pipefail
cd "$(dirname "$0")/.."

detail=()
if [ "${1:-}" = --thorough ]; then
    export FASHION_THOROUGH=1
    detail=(--output Detailed)
    shift
fi
case ${1:-} in
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    '' | -*) ;;
    *) echo "test: unknown argument '$1'; environment/test.sh --help lists what there is" >&2; exit 2 ;;
esac

environment/setup.sh tests || exit
environment/build.sh || exit

# Two test projects at a time: few keep two cores busy. What measures time has room for that, or takes the least of several turns.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution FashionNotebooks.sln -c Release --no-build --max-parallel-test-modules 2 "${detail[@]}" "$@" 2>&1 | tee "$log"
rc=${PIPESTATUS[0]}

# A test that counts says so in its output, below its name.
sed -n '/^passed /{s/^passed [^ ]*\.\([^. ]*\.[^. ]*\) .*/\1/;h}; /^ *[0-9]* inputs, /{s/^ *//;H;x;s/\n/: /;p}' "$log"

total() { sed -n "s/^  $1: \([0-9]*\).*/\1/p" "$log" | tail -n 1; }
passed=$(total succeeded)
failed=$(total failed)
skipped=$(total skipped)
[ "${skipped:-0}" -eq 0 ] || echo "$skipped skipped: what they need is not on this machine; each says above what that is"
echo "${passed:-0} passed, ${failed:-0} failed"
[ "$rc" -ne 0 ] || [ "${passed:-0}" -gt 0 ] || rc=1
exit "$rc"
