#!/usr/bin/env bash
# Lets the newest TypeScript check the consumers in snapshots/types before and after the migration
# of the package that they use: consumers.mts imports, consumers.cts requires, under nodenext.
#
#   cargo build && scripts/types.sh
#
# TypeScript comes from the npm registry into .cache/typescript.
set -euo pipefail

cd "$(dirname "$0")/.."
tsc=$PWD/.cache/typescript/node_modules/.bin/tsc
if [ ! -x "$tsc" ]; then
  mkdir -p .cache/typescript
  npm install --silent --no-save --prefix .cache/typescript typescript@latest @types/node || {
    echo "types.sh: TypeScript is missing and could not be fetched" >&2
    exit 2
  }
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/node_modules"
ln -s "$PWD/.cache/typescript/node_modules/@types" "$work/node_modules/@types"
for consumers in snapshots/types/*; do
  name=$(basename "$consumers")
  cp -r "snapshots/packages/$name" "$work/node_modules/$name"
  cp -r "$consumers" "$work/$name"
  check=("$tsc" --noEmit --strict --module nodenext --esModuleInterop --types node)
  (cd "$work/$name" && "${check[@]}" consumers.mts consumers.cts)
  target/debug/unfaux apply --allow-no-vcs "$work/node_modules/$name" 2>"$work/said" || {
    cat "$work/said" >&2
    exit 1
  }
  (cd "$work/$name" && "${check[@]}" consumers.mts consumers.cts)
  echo "$name: the same for both consumers, $("$tsc" --version)"
done
