# lib.sh - a tree installed as the Debian packages install it, in which the commands of the manuals run.  Source it.
# shellcheck shell=bash
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset LANG LC_ALL LC_MESSAGES SOURCE_DATE_EPOCH

# installed ROOT: make install into ROOT/usr, then what packaging/debian/ does with it.
installed() {
    local root=$1 doc=$1/usr/share/doc
    make -o all -s --no-print-directory install BUILD="$BUILD" PREFIX=/usr DESTDIR="$root" >/dev/null || return
    mkdir -p "$root/etc/formulyar" "$doc/formulyar/examples" "$doc/libformulyar-dev/examples"
    mv "$root/usr/share/formulyar/forms/organization.xml" "$root/etc/formulyar/"
    ln -s ../../../../etc/formulyar/organization.xml "$root/usr/share/formulyar/forms/organization.xml"
    cp -R samples/. "$doc/formulyar/examples/"
    cp tests/library/example.* "$doc/libformulyar-dev/examples/"
}

# tools ROOT: what of the commands is not the same where the build has sanitizers: a compiler and Python that load a
# library which has them.
tools() {
    local root=$1
    case $(cat "$BUILD/flags") in
    *-fsanitize=*)
        # shellcheck disable=SC2016
        printf '#!/bin/sh\nexec gcc -fsanitize=address,undefined "$@"\n' >"$root/usr/bin/cc"
        printf '#!/bin/sh\nLD_PRELOAD=%s ASAN_OPTIONS=detect_leaks=0 exec /usr/bin/python3 "$@"\n' "$(gcc -print-file-name=libasan.so)" \
            >"$root/usr/bin/python3"
        chmod +x "$root/usr/bin/cc" "$root/usr/bin/python3"
        ;;
    esac
}

# follow DOCUMENT: what it tells to do, done.
follow() {
    local root=$scratch/root
    installed "$root" || exit 1
    tools "$root"
    mkdir "$scratch/work"
    PATH=$root/usr/bin:/usr/bin:/bin PKG_CONFIG_PATH=$root/usr/lib/pkgconfig LD_LIBRARY_PATH=$root/usr/lib \
        python3 tests/manual/replay.py "$root" "$scratch/work" tests/manual/not-run.txt "doc/manual/$1"
    exit
}
