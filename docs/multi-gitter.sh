#!/usr/bin/env bash
# multi-gitter run ./multi-gitter.sh --org my-org --branch real-es-modules \
#   --pr-title 'Real ES modules' --commit-message 'Migrate to ES modules'
#
# Runs in a clone. Exit 0 with changes opens a pull request; anything else leaves the repository out.
set -euo pipefail

test -f package.json || exit 0
# How packages are imported is decided from what is installed.
if grep -q '"dependencies"' package.json; then
  npm install --ignore-scripts --no-audit --no-fund --no-save --no-package-lock >&2
fi
unfaux apply --quiet . || test $? -eq 1
