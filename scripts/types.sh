#!/usr/bin/env bash
# Lets the newest TypeScript check the consumers in snapshots/types before and after the migration
# of the package that they use: consumers.mts imports, consumers.cts requires, under nodenext.
#
#   cargo build && scripts/types.sh
#   cargo build && scripts/types.sh node_modules/a node_modules/b      consumers made up for these
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
check=("$tsc" --noEmit --strict --module nodenext --esModuleInterop --types node)

# What TypeScript says of consumers that take all of the package $1, without lines, columns, and which
# file of a dependency without declarations it found.
of_all() {
  mkdir -p "$work/all"
  echo "import * as all from '$1'; export const seen: typeof all = all" >"$work/all/consumers.mts"
  echo "import all = require('$1'); export const seen: typeof all = all" >"$work/all/consumers.cts"
  (cd "$work/all" && "${check[@]}" consumers.mts consumers.cts || true) | sed -E "s/\([0-9,]+\)//; s/'[^']*' (implicitly has)/it \1/" | sort -u
}

failed=0
for folder in "$@"; do
  name=$(node -p 'require(require("path").resolve(process.argv[1], "package.json")).name' "$folder")
  # Dependencies are where they were.
  NODE_PATH=$(dirname "$folder")
  while [ "$(basename "$NODE_PATH")" != node_modules ] && [ "$NODE_PATH" != / ]; do NODE_PATH=$(dirname "$NODE_PATH"); done
  rm -rf "$work/node_modules" && mkdir -p "$work/node_modules/$name"
  for it in "$NODE_PATH"/*; do
    case $(basename "$it") in
      @types) ln -s "$PWD/.cache/typescript/node_modules/@types" "$work/node_modules/@types" ;;
      "${name%%/*}") ;;
      *) ln -s "$it" "$work/node_modules/" ;;
    esac
  done
  for it in "$NODE_PATH/${name%%/*}"/*; do
    [[ $name != @*/* || $it == */"$name" ]] || ln -s "$it" "$work/node_modules/${name%%/*}/"
  done
  rmdir "$work/node_modules/$name" && cp -r "$folder" "$work/node_modules/$name"
  before=$(of_all "$name")
  "${UNFAUX:-target/debug/unfaux}" apply --quiet --allow-no-vcs "$work/node_modules/$name" >/dev/null 2>&1 || true
  new=$(comm -13 <(echo "$before") <(of_all "$name"))
  if [ -n "$new" ]; then
    echo "$name: $new"
    failed=1
  else
    echo "$name: nothing new"
  fi
done
if [ $# -gt 0 ]; then exit $failed; fi

for consumers in snapshots/types/*; do
  name=$(basename "$consumers")
  cp -r "snapshots/packages/$name" "$work/node_modules/$name"
  cp -r "$consumers" "$work/$name"
  (cd "$work/$name" && "${check[@]}" consumers.mts consumers.cts)
  "${UNFAUX:-target/debug/unfaux}" apply --allow-no-vcs "$work/node_modules/$name" 2>"$work/said" || [ $? -eq 1 ] || {
    cat "$work/said" >&2
    exit 1
  }
  (cd "$work/$name" && "${check[@]}" consumers.mts consumers.cts)
  echo "$name: the same for both consumers, $("$tsc" --version)"
done
