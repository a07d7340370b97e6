#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One drag with a real pointer under a real X server: from the palette onto the canvas, saved by its shortcut.
# Usage: real_drag.sh PATH-OF-BAYPLAN. Needs Xvfb and xdotool; exit status 77 (skipped) where they are absent.
set -eu
bayplan=$1
command -v Xvfb >/dev/null && command -v xdotool >/dev/null || { echo "Xvfb or xdotool is missing"; exit 77; }

folder=$(mktemp -d)
display_file=$folder/display
server= program=
finish() {
    [ -z "$program" ] || kill "$program" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT

Xvfb -displayfd 3 -screen 0 1440x900x24 3>"$display_file" 2>/dev/null &
server=$!
for _ in $(seq 100); do [ -s "$display_file" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$display_file")
export DISPLAY XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data" QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8

printf '{"bayplan": 1, "name": "dragged"}\n' >"$folder/dragged.bayplan.json"
"$bayplan" --size 1440x900 "$folder/dragged.bayplan.json" &
program=$!
window=$(xdotool search --sync --onlyvisible --name 'dragged' | head -n 1)
xdotool windowmove --sync "$window" 0 0 2>/dev/null || true
sleep 2

# The filter leaves one entry under one heading: its place does not depend on the catalog's length.
eval "$(xdotool getwindowgeometry --shell "$window")"
xdotool mousemove $((X + 100)) $((Y + 108)) click 1
xdotool type --delay 30 memcached
sleep 1
xdotool mousemove $((X + 80)) $((Y + 158)) mousedown 1
for step in 1 2 3 4 5 6 7 8 9 10; do
    xdotool mousemove $((X + 80 + step * 50)) $((Y + 158 + step * 20))
    sleep 0.1
done
xdotool mouseup 1
sleep 1
xdotool key ctrl+s
for _ in $(seq 50); do
    grep -q '"kind": "memcached"' "$folder/dragged.bayplan.json" && { echo "dragged, dropped and saved"; exit 0; }
    sleep 0.1
done
[ -z "${BAYPLAN_SCREENSHOT:-}" ] || import -window root "$BAYPLAN_SCREENSHOT"
echo "the drop did not arrive:"
cat "$folder/dragged.bayplan.json"
exit 1
