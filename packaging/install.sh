# SPDX-License-Identifier: Apache-2.0
# Sourced by run.sh and test.sh: installs the packages of packages.txt that are missing. Needs no network when none is.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Names the packages of the given sections, one "a|b" alternative a line.
packages_of() {
    awk -v wanted=" $* " '/^\[/ { gsub(/[\[\]]/, ""); on = index(wanted, " " $0 " ") > 0; next }
        /^[^#]/ && NF && on { print $1 }' "$here/packages.txt"
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# The first alternative that is installed, else the first that this release has.
choose() {
    local name
    local IFS='|'
    for name in $1; do if is_installed "$name"; then echo "$name"; return; fi; done
    for name in $1; do if apt-cache show "$name" >/dev/null 2>&1; then echo "$name"; return; fi; done
    echo "${1%%|*}"
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# install_packages SECTION...
install_packages() {
    local line name refreshed= missing=()
    if ! command -v apt-get >/dev/null; then
        echo "bayplan: this is not Debian or Ubuntu; install what packaging/packages.txt lists, then call again." >&2
        return 1
    fi
    while read -r line; do
        name=$(choose "$line")
        is_installed "$name" && continue
        if [ -z "$refreshed" ]; then
            as_root apt-get update -qq || true
            refreshed=yes
            name=$(choose "$line")
        fi
        missing+=("$name")
    done < <(packages_of "$@")
    [ ${#missing[@]} = 0 ] && return 0
    echo "bayplan: installing ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}
