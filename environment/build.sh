#!/usr/bin/env bash
# Builds for release, and prints what the build says only where it fails.
#
#   environment/build.sh [project ...]      all projects without an argument
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- FashionNotebooks.sln
for project in "$@"; do
    [ -e "$project" ] || { echo "build: no project '$project'; name its folder, such as lib/FashionNotebooks" >&2; exit 2; }
done
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for project in "$@"; do
    echo "building $project"
    dotnet build -c Release -v quiet -nologo "$project" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
done
