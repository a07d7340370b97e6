# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by scripts that need a real X server: starts one, with a folder of its own in $folder that goes at the end
# with the server and with $program. Exit status 77 (skipped) where Xvfb or xdotool is absent.
command -v Xvfb >/dev/null && command -v xdotool >/dev/null || { echo "Xvfb or xdotool is missing"; exit 77; }

folder=$(mktemp -d)
display_file=$folder/display
server= program=
finish() {
    # It ends in good order, and writes to the folder until it has.
    [ -z "$program" ] || { kill "$program" 2>/dev/null && wait "$program" 2>/dev/null; } || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT

Xvfb -displayfd 3 -screen 0 1440x900x24 3>"$display_file" 2>/dev/null &
server=$!
for _ in $(seq 100); do [ -s "$display_file" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$display_file")
export DISPLAY XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data" QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8
