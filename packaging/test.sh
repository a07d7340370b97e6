#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and runs all tests, those with a real Docker engine included:
#   packaging/test.sh          everything
#   packaging/test.sh quick    the Debug build only, without the engine
#   packaging/test.sh asan     AddressSanitizer and UBSan, what needs no engine
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/install.sh

install_packages build run test
[ -d ../shared/corpus ] && export BAYPLAN_CORPUS=${BAYPLAN_CORPUS:-$(cd ../shared/corpus && pwd)}
export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-$(($(nproc) + 1))} # many wait, and do not compute

stage() { echo; echo "== $1 (after $((SECONDS / 60)) min $((SECONDS % 60)) s)"; }
build() { cmake --preset "$1" >/dev/null && cmake --build --preset "$@"; }
sanitized() { build asan && ctest --preset asan; }

case "${1:-}" in
asan)
    sanitized
    exit
    ;;
quick)
    build check
    ctest --preset check -LE engine
    exit
    ;;
"") ;;
*)
    echo "usage: packaging/test.sh [quick|asan]" >&2
    exit 2
    ;;
esac

# An engine of our own for the tests, unless one answers already.
engine=$(mktemp -d)
scratch=$(mktemp -d)
trap 'packaging/engine.sh stop "$engine" >/dev/null 2>&1 || true; rm -rf "$engine" "$scratch"' EXIT
if [ -z "${DOCKER_HOST:-}" ] && ! curl -sf --max-time 3 --unix-socket /var/run/docker.sock http://d/_ping >/dev/null 2>&1; then
    if as_root packaging/engine.sh start "$engine"; then
        DOCKER_HOST=unix://$engine/engine.sock
        export DOCKER_HOST
    else
        echo "bayplan: no Docker engine could be started; its tests will say that they skip." >&2
    fi
fi

stage "Debug build"
build check

stage "A locale that writes 1,5 for 1.5: numbers in documents, reports and protocols must not follow it"
as_root localedef -i de_DE -f UTF-8 de_DE.UTF-8 2>/dev/null || true
LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 ctest --preset check -R 'units|document|report|prometheus' -LE 'engine|peers|gui'

stage "What users build: the programs, by the system's compiler"
build release --target bayplan bayplanctl bayplan-agent

stage "Optimised: a simulation gives the same bytes as in the Debug build"
build release --target golden_report_test
ctest --preset release -R golden_report_test

stage "One history: g++ and clang++, -O0 and -O2, a thousand seeds of each document"
presets="check clang-release headless release" # headless: g++ -O0, and no Qt is found
for preset in $presets; do build "$preset" --target trace_hashes; done
for preset in $presets; do # beside one another: each takes one core
    "build/$preset/tests/histories/trace_hashes" 1000 10 >"$scratch/$preset.hashes" &
done
wait
for preset in $presets; do
    test -s "$scratch/$preset.hashes"
    cmp "$scratch/check.hashes" "$scratch/$preset.hashes"
done

stage "Random faults: 20,000 seeds of elections, 2,000 of each other pattern break no promise; every mutant is found"
build release --target search_stage

stage "AddressSanitizer and UBSan, what needs no engine"
sanitized

# Rows that a program skipped stand in no summary of CTest: they are listed in front of it.
stage "All tests"
log=build/check/Testing/Temporary/LastTest.log
ctest --preset check | sed -u "/tests passed,/e grep -h '^SKIP' $log"
