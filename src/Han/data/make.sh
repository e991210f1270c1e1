#!/usr/bin/env bash
# Makes han.txt from the facts of three packages, fetched by their ordinary clients into a temporary folder.
# Needs Debian's apt-get and dpkg-deb, npm and node. Run it again to move to newer packages; then read the difference.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
pinyin=3.29.4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download opencc libopencc1.1 libmarisa0 unicode-data 2> /dev/null
npm pack --silent "pinyin-pro@$pinyin" > /dev/null 2>&1
mkdir debian npm
for package in *.deb; do dpkg-deb -x "$package" debian; done
tar -xzf "pinyin-pro-$pinyin.tgz" -C npm
version() { dpkg-deb -f "$1"_*.deb Version; }
LD_LIBRARY_PATH=$(dirname "$(find debian -name 'libmarisa.so*' | head -1)") debian/usr/bin/opencc_dict \
  -f ocd2 -t text -i debian/usr/share/opencc/TSCharacters.ocd2 -o TSCharacters.txt
node "$here/make.mjs" "$work" "$(date -u +%F)" "$(version libopencc1.1)" "$(version unicode-data)" "$pinyin" > han.txt
mv han.txt "$here/han.txt"
