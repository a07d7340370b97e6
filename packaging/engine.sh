#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A Docker engine of one's own, for tests: everything it has is in DIR, and nothing of it is left afterwards.
#
#   packaging/engine.sh start DIR [--apart]    waits until it answers at unix://DIR/engine.sock
#   packaging/engine.sh stop DIR               stops it and removes what it made
#
# Needs root, docker.io and iptables. --apart gives it a network namespace of its own, so that it leaves the firewall and
# the engine of the machine alone; ports that its containers publish are then reached from inside that namespace only.
set -eu

fail() {
    echo "engine.sh: $*" >&2
    exit 1
}

# Each of the engine's controllers, where the machine (a container, a small virtual machine) has not mounted them itself.
mount_cgroups() {
    [ -e /sys/fs/cgroup/cgroup.controllers ] && return 0
    mountpoint -q /sys/fs/cgroup || mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup
    awk '!/^#/ && $4 == 1 { print $1 }' /proc/cgroups | while read -r controller; do
        mkdir -p "/sys/fs/cgroup/$controller"
        mountpoint -q "/sys/fs/cgroup/$controller" ||
            mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller" 2>/dev/null || true
    done
}

# Mounting an overlay over another one does not work: copy instead.
storage_driver() {
    case "$(stat -f -c %T "$1")" in
    overlayfs | tmpfs | ramfs) echo vfs ;;
    *) echo overlay2 ;;
    esac
}

answers() {
    curl -s --max-time 2 --unix-socket "$1/engine.sock" http://engine/_ping 2>/dev/null | grep -q OK
}

start() {
    dir=$1
    apart=${2:-}
    [ "$(id -u)" = 0 ] || fail "an engine needs root"
    command -v dockerd >/dev/null || PATH=$PATH:/usr/sbin:/sbin
    command -v dockerd >/dev/null || fail "no dockerd: apt-get install docker.io iptables"
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    answers "$dir" && fail "an engine runs in $dir already"
    [ ${#dir} -lt 80 ] || fail "$dir is too long for a socket's address"
    mount_cgroups
    # Of an engine that was killed here: its containerd would not let a second one in.
    kill -9 "$(cat "$dir/exec/containerd/containerd.pid" 2>/dev/null)" 2>/dev/null || true
    rm -f "$dir/exec/containerd/containerd.pid" "$dir/engine.pid"

    launch=
    if [ "$apart" = --apart ]; then
        # That of an engine that ran here and was killed is still there.
        if [ ! -e "$dir/namespace" ]; then
            ip netns add "bayplan-$$"
            ip -n "bayplan-$$" link set lo up
            echo "bayplan-$$" >"$dir/namespace"
        fi
        namespace=$(cat "$dir/namespace")
        # nsenter, not `ip netns exec`, which hides /sys/fs/cgroup.
        launch="nsenter --net=/run/netns/$namespace"
    fi
    # No bridge of its own, so that engines beside each other do not meet on docker0; deployments bring their networks.
    # shellcheck disable=SC2086
    setsid $launch dockerd --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/engine.pid" \
        -H "unix://$dir/engine.sock" --bridge none --storage-driver "$(storage_driver "$dir")" \
        --default-address-pool base=10.224.0.0/16,size=24 >"$dir/engine.log" 2>&1 </dev/null &
    waited=0
    until answers "$dir"; do
        waited=$((waited + 1))
        if [ "$waited" -gt 150 ] || { [ "$waited" -gt 10 ] && [ ! -e "$dir/engine.pid" ]; }; then
            tail -n 5 "$dir/engine.log" >&2
            stop "$dir"
            fail "the engine has not come up"
        fi
        sleep 0.2
    done
    echo "DOCKER_HOST=unix://$dir/engine.sock"
}

stop() {
    dir=$(cd "$1" && pwd)
    if [ -e "$dir/engine.pid" ]; then
        pid=$(cat "$dir/engine.pid")
        # Containers first: an engine that is told to stop leaves those with a restart policy to its next start.
        if answers "$dir"; then
            curl -s --max-time 10 --unix-socket "$dir/engine.sock" "http://engine/containers/json?all=1" |
                grep -o '"Id":"[0-9a-f]*"' | cut -d '"' -f 4 | while read -r container; do
                curl -s --max-time 20 --unix-socket "$dir/engine.sock" -X DELETE \
                    "http://engine/containers/$container?force=1&v=1" >/dev/null || true
            done
        fi
        kill "$pid" 2>/dev/null || true
        waited=0
        while kill -0 "$pid" 2>/dev/null && [ "$waited" -lt 150 ]; do
            waited=$((waited + 1))
            sleep 0.1
        done
        kill -9 "$pid" 2>/dev/null || true
    fi
    awk -v dir="$dir/" 'index($2, dir) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mounted; do
        umount -l "$mounted" 2>/dev/null || true
    done
    if [ -e "$dir/namespace" ]; then
        ip netns del "$(cat "$dir/namespace")" 2>/dev/null || true
    fi
    rm -rf "$dir/data" "$dir/exec" "$dir/engine.sock" "$dir/engine.pid" "$dir/namespace"
}

[ $# -ge 2 ] || fail "usage: engine.sh start|stop DIR [--apart]"
case "$1" in
start) start "$2" "${3:-}" ;;
stop) stop "$2" ;;
*) fail "usage: engine.sh start|stop DIR [--apart]" ;;
esac
