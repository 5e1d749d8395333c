#!/bin/sh
# Sees to it that what some tests look with is there, from the system's own packages: Chromium, a Han
# font, LibreOffice and Poppler. It never fails: tests/conftest.py decides whether a missing one is
# an error.

any_of() {
    for name in "$@"; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}

han() {
    for folder in /usr/share/fonts/opentype/noto /usr/share/fonts/noto-cjk \
        /usr/share/fonts/google-noto-serif-cjk-vf-fonts; do
        for font in "$folder"/NotoSerifCJK*; do
            [ -e "$font" ] && return 0
        done
    done
    return 1
}

missing() {
    any_of chromium chromium-browser google-chrome || echo "chromium fonts-liberation"
    han || echo fonts-noto-cjk
    any_of soffice libreoffice || echo libreoffice-writer
    any_of pdftoppm || echo poppler-utils
}

may_install() {
    command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

wanted=$(missing | tr '\n' ' ')
[ -z "$wanted" ] && exit 0

if may_install; then
    log=$(mktemp)
    as_root apt-get update -q >"$log" 2>&1 </dev/null || tail -n 5 "$log"
    # One after another, so that one that cannot be had keeps none of the others away.
    missing | while read -r packages; do
        echo "==> Installing what some tests look with (apt-get install $packages)"
        # shellcheck disable=SC2086 # a line may name two packages
        install $packages >"$log" 2>&1 </dev/null || tail -n 20 "$log"
    done
    rm -f "$log"
    wanted=$(missing | tr '\n' ' ')
    [ -z "$wanted" ] && exit 0
fi

cat <<MESSAGE
********************************************************************************
  SOME TESTS WILL BE SKIPPED: this machine lacks what they look with, and it
  could not be installed from here. Install with the package manager of the
  system, and run \`make test\` again:
    $wanted
********************************************************************************
MESSAGE
exit 0
