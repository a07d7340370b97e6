#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Work of two seconds ago survives a kill: edit with real keys, kill -9, start again with a file, restore, save.
# Usage: kill_recovery.sh PATH-OF-BAYPLAN. Needs Xvfb and xdotool; exit status 77 (skipped) where they are absent.
set -eu
bayplan=$1
. "$(dirname "$0")/with_display.sh"

fail() {
    [ -z "${BAYPLAN_SCREENSHOT:-}" ] || import -window root "$BAYPLAN_SCREENSHOT"
    echo "$1"
    exit 1
}

# Starts the program with that file and waits for its window.
start() {
    "$bayplan" --size 1440x900 "$folder/$1.bayplan.json" &
    program=$!
    window=$(xdotool search --sync --onlyvisible --name "$1.*Bayplan" | head -n 1)
    xdotool windowmove --sync "$window" 0 0 2>/dev/null || true
    xdotool windowfocus --sync "$window" 2>/dev/null || true
    sleep 2
}

printf '{"bayplan": 1, "name": "precious"}\n' >"$folder/precious.bayplan.json"
printf '{"bayplan": 1, "name": "other"}\n' >"$folder/other.bayplan.json"

start precious
xdotool mousemove 640 500 click 1
xdotool key Tab
sleep 0.5
xdotool type --delay 30 memcached
sleep 0.5
xdotool key Return
sleep 2
kill -9 "$program"
wait "$program" 2>/dev/null || true
grep -q memcached "$folder/precious.bayplan.json" && fail "it was saved, which nobody asked for"
grep -q '"kind": "memcached"' "$folder"/data/Bayplan/bayplan/recovery/*.bayplan.json ||
    fail "no copy was written within two seconds"

start other
xdotool search --sync --onlyvisible --name 'Unsaved work' >/dev/null
xdotool search --onlyvisible --name 'Unsaved work' windowfocus --sync key Return
restored=$(xdotool search --sync --onlyvisible --name 'precious.*Bayplan' | head -n 1)
sleep 1
xdotool windowfocus --sync "$restored" 2>/dev/null || true
xdotool key ctrl+s
for _ in $(seq 50); do
    grep -q '"kind": "memcached"' "$folder/precious.bayplan.json" && { echo "killed, restored and saved"; exit 0; }
    sleep 0.1
done
fail "the work did not come back"
