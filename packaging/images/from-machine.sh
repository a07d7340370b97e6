#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An image out of programs of this machine and the libraries that they need: real memcached, redis, nginx or a shell in
# an engine that reaches no registry.
#
#   packaging/images/from-machine.sh REFERENCE 'ENTRYPOINT as JSON' PROGRAM...
#   packaging/images/from-machine.sh memcached:1.6 '["memcached", "-u", "root"]' memcached
#
# Each PROGRAM is a name in PATH or a path, a folder too; a name in PATH is found in the image's PATH as well. The image
# goes to the engine of DOCKER_HOST.
set -euo pipefail
[ $# -ge 3 ] || { sed -n '3,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
reference=$1
entrypoint=$2
shift 2

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,etc,tmp,run,var}
chmod 1777 "$root/tmp"
printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"

# The file under its own path, links followed, and every library that the loader would look for.
add() {
    local file=$1 library
    if [ -e "$root$file" ]; then return; fi
    mkdir -p "$root$(dirname "$file")"
    cp -aL "$file" "$root$file"
    if [ -f "$file" ]; then
        for library in $(ldd "$file" 2>/dev/null | grep -o '/[^ ]*' || true); do add "$library"; done
    fi
}

for program in "$@"; do
    path=$(PATH=$PATH:/usr/sbin:/sbin command -v "$program" || true)
    [ -n "$path" ] || path=$program
    [ -e "$path" ] || { echo "from-machine.sh: there is no $program here" >&2; exit 1; }
    path=$(cd "$(dirname "$path")" && pwd)/$(basename "$path")
    add "$path"
    [ -d "$path" ] || [ -e "$root/bin/$(basename "$path")" ] || ln -s "$path" "$root/bin/$(basename "$path")"
done

tar -C "$root" -c . | docker import -c "ENTRYPOINT $entrypoint" -c 'ENV PATH=/bin:/usr/bin:/sbin:/usr/sbin' - "$reference" >/dev/null
echo "$reference"
