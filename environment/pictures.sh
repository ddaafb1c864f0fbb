#!/usr/bin/env bash
# Draws the README's charts: data/results/NAME.plotly, which notebooks 5 and 7 write on a full run, becomes NAME.png.
#
#   environment/pictures.sh [file.plotly ...]
set -euo pipefail
cd "$(dirname "$0")/.."

browser=$(command -v chromium || command -v google-chrome) || { echo "pictures: no Chromium; install it, for example with apt-get install chromium" >&2; exit 1; }
plotly=$PWD/environment/kernel/kernelspec/plotly.min.js
[ -f "$plotly" ] || environment/setup.sh
[ $# -gt 0 ] || set -- data/results/*.plotly

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for figure in "$@"; do
    size=$(python3 -c 'import json, sys; layout = json.load(sys.stdin)["layout"]; print(layout["width"], layout["height"], sep=",")' <"$figure")
    {
        printf '<meta charset="utf-8"><body style="margin:0"><div id="chart"></div><script src="file://%s"></script><script>const figure = ' "$plotly"
        cat "$figure"
        printf ';\nPlotly.newPlot("chart", figure.data, figure.layout, { staticPlot: true });</script>'
    } >"$folder/chart.html"
    "$browser" --headless=new --no-sandbox --disable-gpu --user-data-dir="$folder/profile" --hide-scrollbars --force-device-scale-factor=2 \
        --window-size="$size" --virtual-time-budget=5000 --screenshot="$folder/chart.png" "file://$folder/chart.html" 2>/dev/null
    mv "$folder/chart.png" "${figure%.plotly}.png"
    echo "${figure%.plotly}.png"
done
