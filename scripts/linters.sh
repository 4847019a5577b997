#!/usr/bin/env bash
# Lets publint, and arethetypeswrong with its profile esm-only, look at packages before and after
# their migration, and fails where they have something new to say.
#
#   cargo build && scripts/linters.sh                                  all of snapshots/packages
#   cargo build && scripts/linters.sh snapshots/packages/sync-map      these folders
#
# The linters come from the npm registry into .cache/linters.
set -euo pipefail

cd "$(dirname "$0")/.."
linters=.cache/linters
if [ ! -d $linters/node_modules/@arethetypeswrong/core ]; then
  mkdir -p $linters
  npm install --silent --no-save --prefix $linters publint@latest @arethetypeswrong/core@latest || {
    echo "linters.sh: the linters are missing and could not be fetched" >&2
    exit 2
  }
fi
exec node scripts/linters.mjs "$@"
