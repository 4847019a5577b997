#!/usr/bin/env bash
# Fetches Node binaries from the npm registry into .cache/nodes/VERSION/bin/node.
#
#   scripts/nodes.sh                    the versions below
#   scripts/nodes.sh 22.12.0 26.10.0    these
#
# Then: UNFAUX_NODE=.cache/nodes/22.20.0/bin/node cargo test --test packages
set -euo pipefail

cd "$(dirname "$0")/.."
versions=("$@")
if [ ${#versions[@]} -eq 0 ]; then
  versions=(18.20.8 20.18.0 20.19.5 22.12.0 22.20.0 24.11.1 26.10.0)
fi

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) platform=linux-x64 ;;
  Linux-aarch64) platform=linux-arm64 ;;
  Darwin-arm64) platform=darwin-arm64 ;;
  Darwin-x86_64) platform=darwin-x64 ;;
  *)
    echo "nodes.sh: npm has no Node for $(uname -s) on $(uname -m)" >&2
    exit 1
    ;;
esac

for version in "${versions[@]}"; do
  target=.cache/nodes/$version
  if [ ! -x "$target/bin/node" ]; then
    # Unpacked beside its place and moved, so that an interrupted run leaves nothing half done.
    fresh=$target.$$
    trap 'rm -rf "$fresh"' EXIT
    mkdir -p "$fresh"
    archive=$(cd "$fresh" && npm pack --silent "node-$platform@$version")
    tar -xzf "$fresh/$archive" -C "$fresh" --strip-components 1
    rm "$fresh/$archive"
    chmod +x "$fresh/bin/node"
    rm -rf "$target"
    mv "$fresh" "$target"
  fi
  echo "$target/bin/node $("$target/bin/node" --version)"
done
