#!/usr/bin/env bash
# Lets publint look at each package in snapshots/packages before and after its migration, and fails
# where it has something new to say.
#
#   cargo build && scripts/publint.sh            all of them
#   cargo build && scripts/publint.sh sync-map   these
#
# publint comes from the npm registry into .cache/publint.
set -euo pipefail

cd "$(dirname "$0")/.."
if [ ! -d .cache/publint/node_modules/publint ]; then
  mkdir -p .cache/publint
  npm install --silent --no-save --prefix .cache/publint publint@latest || {
    echo "publint.sh: publint is missing and could not be fetched" >&2
    exit 2
  }
fi
exec node scripts/publint.mjs "$@"
