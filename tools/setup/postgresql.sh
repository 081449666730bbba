#!/usr/bin/env bash
# Make sure that PostgreSQL's programs exist. Never starts, stops or changes a database that is already on this machine:
# the tests start a throwaway cluster of their own.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/setup/common.sh

find_initdb() {
  local path
  for path in $(command -v initdb || true) $(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -Vr); do
    [ -x "$path" ] && echo "$path" && return
  done
  return 1
}

# Debian makes and starts a cluster on installation unless told otherwise; we want the programs alone.
install_programs_only() {
  local here=/etc/postgresql-common/createcluster.d file
  file=$here/waymark-tests.conf
  mkdir -p "$here"
  echo "create_main_cluster = false" >"$file"
  apt_install postgresql || { rm -f "$file"; return 1; }
  rm -f "$file"
}

find_initdb >/dev/null || { [ "$(id -u)" = 0 ] && install_programs_only; } ||
  stop "PostgreSQL was not found. On Debian: apt install postgresql. Or test on SQLite alone: make test-sqlite"
say "PostgreSQL is $(find_initdb) ($("$(find_initdb)" --version | awk '{print $3}'))"
