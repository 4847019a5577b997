#!/usr/bin/env bash
# Writes src/data/builtins.txt: for each builtin module that every given Node has, the named
# exports that all of them have. Usage: scripts/builtins.sh NODE...
set -euo pipefail
cd "$(dirname "$0")/.."
for node in "$@"; do "$node" --no-warnings scripts/builtins.mjs; done |
  awk -v nodes=$# '
    { modules[$1]++; for (i = 2; i <= NF; i++) names[$1 " " $i]++ }
    END {
      for (m in modules) if (modules[m] == nodes) print m
      for (n in names) if (names[n] == nodes) print n
    }' | LC_ALL=C sort -u |
  awk '{ if ($1 != last) { if (last != "") print line; line = $1; last = $1 } if (NF > 1) line = line " " $2 } END { print line }' \
  > src/data/builtins.txt
