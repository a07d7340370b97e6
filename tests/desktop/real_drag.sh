#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One drag with a real pointer under a real X server: from the palette onto the canvas, saved by its shortcut.
# Usage: real_drag.sh PATH-OF-BAYPLAN. Needs Xvfb and xdotool; exit status 77 (skipped) where they are absent.
set -eu
bayplan=$1
. "$(dirname "$0")/with_display.sh"

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
