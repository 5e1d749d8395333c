#!/bin/sh
# Sees to it that there is a Chromium for the browser tests, from the system's own packages.
# It never fails: tests/conftest.py decides whether a missing browser is an error.

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

may_install() {
    command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

if may_install; then
    echo "==> Installing Chromium for the browser tests (apt-get install chromium)"
    log=$(mktemp)
    if {
        as_root apt-get update -q &&
            as_root env DEBIAN_FRONTEND=noninteractive \
                apt-get install -q -y --no-install-recommends chromium fonts-liberation
    } >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        exit 0
    fi
    tail -n 20 "$log"
    rm -f "$log"
fi

cat <<'MESSAGE'
********************************************************************************
*  THE BROWSER TESTS WILL BE SKIPPED: there is no Chromium on this machine, and *
*  it could not be installed from here. Install the package `chromium` with the *
*  package manager of the system, then run `make test` again.                   *
********************************************************************************
MESSAGE
