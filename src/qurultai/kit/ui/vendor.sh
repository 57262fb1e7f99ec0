#!/bin/sh
# Copies htmx and the fonts from node_modules into this folder, so that the installed product needs no npm.
# Run from the repository's root after `npm ci`: sh src/qurultai/kit/ui/vendor.sh
set -eu
root="$(pwd)"
here="$(cd "$(dirname "$0")" && pwd)"
modules="${NODE_MODULES:-$root/node_modules}"
python="${PYTHON:-$root/.venv/bin/python}"
static="$here/static/qurultai"

mkdir -p "$static/fonts" "$here/fonts"
cp "$modules/htmx.org/dist/htmx.min.js" "$static/htmx.min.js"
cp "$modules/htmx.org/LICENSE" "$static/htmx.LICENSE.txt"
for subset in latin latin-ext cyrillic cyrillic-ext; do
  cp "$modules/@fontsource-variable/golos-text/files/golos-text-$subset-wght-normal.woff2" "$static/fonts/golos-$subset.woff2"
done
cp "$modules/@fontsource-variable/golos-text/LICENSE" "$static/fonts/OFL.txt"
cp "$modules/@fontsource/golos-text/LICENSE" "$here/fonts/OFL.txt"
"$python" "$here/merge_fonts.py" "$modules/@fontsource/golos-text/files" "$here/fonts"
