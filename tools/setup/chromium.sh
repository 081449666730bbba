#!/usr/bin/env bash
# Make sure that a Chromium exists for the tests that drive a browser.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/setup/common.sh

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

find_chromium >/dev/null || apt_install chromium || stop "Chromium was not found. On Debian: apt install chromium"
say "Chromium is $(find_chromium) ($("$(find_chromium)" --version --no-sandbox 2>/dev/null | awk '{print $2}'))"
