#!/usr/bin/env bash
# Everything Python: find an interpreter, make sure that uv exists, install exactly what uv.lock says into .venv.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/setup/common.sh

find_python() {
  local name
  for name in python3.11 python3 python3.12 python3.13 python3.14 python; do
    # A pyenv shim may exist and still not run: only a successful run counts.
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      "$name" -c 'import sys; print(sys.executable)'
      return
    fi
  done
  return 1
}

python=$(find_python) || stop "Python 3.11 or newer is needed and was not found. On Debian: apt install python3 python3-pip"
say "Python is $python ($("$python" -c 'import platform; print(platform.python_version())'))"

if ! tools/uv --version >/dev/null 2>&1; then
  say "uv was not found: installing it into .tools (only for this folder)"
  "$python" -m pip install --quiet --root-user-action=ignore --target .tools --upgrade 'uv>=0.9' ||
    stop "pip could not install uv. Install uv yourself (https://docs.astral.sh/uv/) and try again."
fi
say "uv is $(tools/uv --version)"

# An environment that is already there keeps its interpreter.
[ -x .venv/bin/python ] || set -- --python "$python"
tools/uv sync --quiet --frozen --all-groups "$@"
touch .venv/ready
say "installed what uv.lock says into .venv"
