#!/usr/bin/env bash
# Everything that browsers fetch: install what package-lock.json says, and build it into dist/assets.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/setup/common.sh

node_is_new_enough() { node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 18 ? 1 : 0)' >/dev/null 2>&1; }

if ! node_is_new_enough || ! command -v npm >/dev/null; then
  apt_install nodejs npm && node_is_new_enough || stop "Node 18 or newer with npm is needed. On Debian: apt install nodejs npm"
fi
say "Node is $(node --version), npm is $(npm --version 2>/dev/null)"

# No package may run a script of its own while it is installed; MOJ's wish for moment is for a part that we do not use.
npm ci --silent --no-fund --no-audit --ignore-scripts --legacy-peer-deps
npm run --silent build
touch dist/ready
