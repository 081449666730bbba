#!/usr/bin/env bash
# Print every area's procedures, and a picture of each pathway, into var/manual.
set -euo pipefail
cd "$(dirname "$0")/.."

for area in packs/*/; do
  area=$(basename "$area")
  folder=var/manual/$area
  mkdir -p "$folder"
  waymark packs describe "$area" >"$folder/procedures.txt"
  waymark manual print "$area" --folder "$folder/chapters"
  for pathway in $(sed -n 's/^pathway: *//p' "packs/$area"/*.yaml | sort -u); do
    waymark packs graph "$area" "$pathway" --out "$folder/$pathway.svg"
  done
  echo "$folder"
done
