#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and opens Bayplan with an example running:  packaging/run.sh [FILE]
# Without a display it simulates the example in the terminal and leaves a picture of the live view.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/install.sh

install_packages build run
cmake --preset release >build-configure.log 2>&1 || { cat build-configure.log >&2; exit 1; }
rm -f build-configure.log
cmake --build --preset release --target bayplan bayplanctl bayplan-agent

document=${1:-resources/examples/sharded-cache.bayplan.json}
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec build/release/bin/bayplan --simulate "$document"
fi

echo "bayplan: there is no display (DISPLAY and WAYLAND_DISPLAY are empty), so the example runs here in the terminal."
status=0
build/release/bin/bayplanctl simulate "$document" || status=$?
QT_QPA_PLATFORM=offscreen build/release/bin/bayplan --picture "$PWD/build/live-view.png" --simulate 20s "$document"
echo "bayplan: a picture of the live view is in build/live-view.png"
exit $status
