#!/bin/sh
# Installs exactly what package-lock.json names, once: a stamp beside the modules remembers which lock they came from.
# npm's own scripts stay off but for the package `node`, whose script places the Node binary this project runs on:
# better-sqlite3 ships its binary, yet npm would start a compiler for it.
set -eu
cd "$(dirname "$0")/.."
stamp=node_modules/.installed-lock
[ -x node_modules/.bin/node ] && cmp -s package-lock.json "$stamp" && exit 0

command -v npm >/dev/null 2>&1 || {
  echo "vramfleet: npm was not found. Install Node.js 20 or newer (it brings npm), then run this again." >&2
  exit 1
}
say() { echo "vramfleet: $1" >&2; }

# Elapsed seconds on a terminal, plain lines elsewhere.
with_progress() {
  label=$1
  shift
  if [ ! -t 2 ]; then
    say "$label"
    "$@"
    return
  fi
  log=$(mktemp)
  "$@" >"$log" 2>&1 &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; rm -f "$log"; exit 130' INT TERM
  seconds=0
  while kill -0 "$pid" 2>/dev/null; do
    printf '\r\033[Kvramfleet: %s (%s s)' "$label" "$seconds" >&2
    sleep 1
    seconds=$((seconds + 1))
  done
  printf '\r\033[Kvramfleet: %s (%s s)\n' "$label" "$seconds" >&2
  if ! wait "$pid"; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
  trap - INT TERM
}

with_progress "installing packages, about 30 s and 800 MB, only when package-lock.json changes" \
  npm ci --ignore-scripts --loglevel=error || {
  say "the installation failed. It needs the npm registry; mend the cause above and run the same command again."
  exit 1
}
with_progress "placing the project's own Node.js" npm rebuild node --ignore-scripts=false --loglevel=error || {
  say "Node.js could not be placed. Run: npm rebuild node --ignore-scripts=false"
  exit 1
}
cp package-lock.json "$stamp"
say "installed $(node_modules/.bin/node --version)"
