#!/bin/bash
# twice.sh VERSION BUILD PART...: `make dist` of all that is handed over, twice: the same bytes.  Speaks TAP; not part of `make test`.
#
# First from a clone, then from the unpacked source archive of that, without git, in another folder, with other times of files, another
# umask, home, time zone, locale and number of jobs, and by a clock that is 400 days ahead (if there is faketime).  What is
# made is what is committed, so that a change can be tried before it is pushed.
# PAGE_SOURCES: a folder with the pinned sources of libraries; else those of BUILD, or they are fetched.  KEEP=yes leaves both.
set -u
version=$1 build=$2
shift 2
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
work=$(mktemp -d "${TMPDIR:-/tmp}/formulyar-twice.XXXXXX")
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
[ -n "${PAGE_SOURCES:-}" ] || [ ! -d "$build/page/sources" ] || export PAGE_SOURCES=$build/page/sources
name=formulyar-$version
first=$work/first/$name second="$work/в другой раз/и ещё глубже"
second=${second// /-}

# shown FILE: the end of a log as comments.
shown() { tail -n 30 "$1" | sed 's/^/# /'; }

# in_first: in a clone, as anybody would.
in_first() {
    git clone -q . "$first" && cd "$first" &&
        env -i PATH="$PATH" HOME="$HOME" PAGE_SOURCES="${PAGE_SOURCES:-}" TZ=UTC LC_ALL=C.UTF-8 DEB_BUILD_OPTIONS=parallel=2 \
            make -j2 dist DIST_PARTS="$*"
}

# in_second: the archive, everything else different.  What the first has fetched is not fetched again.
in_second() {
    local clock=() place=$work/locale sources=$work/sources
    mkdir -p "$second" "$work/home" "$place" "$sources"
    find "$first"/build/*/sources "$first"/build/*/*/sources ${PAGE_SOURCES:+"$PAGE_SOURCES"} -maxdepth 1 -type f -exec cp {} "$sources/" \; 2>/dev/null
    (umask 077 && tar -x --no-same-permissions -C "$second" --strip-components=1 -f "$first/build/dist/$name.tar.xz") || return
    find "$second" -exec touch -h -d '2001-02-03 04:05' {} +
    ! command -v faketime >/dev/null || clock=(faketime -f +400d)
    localedef -i ru_RU -f UTF-8 "$place/ru_RU.UTF-8" 2>/dev/null
    cd "$second" && umask 077 &&
        env -i PATH="$PATH" HOME="$work/home" PAGE_SOURCES="$sources" TZ=Pacific/Kiritimati LOCPATH="$place" \
            LC_ALL=ru_RU.UTF-8 DEB_BUILD_OPTIONS=parallel=1 USER=somebody "${clock[@]}" make JOBS=1 dist DIST_PARTS="$*"
}

if ! command -v git >/dev/null || ! git rev-parse -q --verify HEAD >/dev/null; then
    skip 'made twice' 'needs a clone of the sources'
    done_testing
    exit
fi
(in_first "$@") >"$work/log" 2>&1 </dev/null
made=$?
ok "$made" "made in $SECONDS s: $*"
if [ "$made" -ne 0 ]; then
    shown "$work/log"
    done_testing
    exit
fi
half=$SECONDS
(in_second "$@") >"$work/log" 2>&1 </dev/null
made=$?
ok "$made" "again in $((SECONDS - half)) s$(command -v faketime >/dev/null && echo ', 400 days later')"
[ "$made" -eq 0 ] || shown "$work/log"
# Nothing to compare: the log tells.
if [ "$made" -ne 0 ] || [ ! -d "$first/build/dist" ]; then
    done_testing
    exit
fi

for folder in "$first" "$second"; do
    (cd "$folder/build/dist" && LC_ALL=C.UTF-8 sha256sum --quiet -c SHA256SUMS) >"$work/said" 2>&1
    ok $? 'SHA256SUMS fits'
    sed 's/^/# /' "$work/said"
done
is "$(cd "$second/build/dist" && find . -type f | sort)" "$(cd "$first/build/dist" && find . -type f | sort)" 'the same files'
is "$(cd "$first/build/dist" && find . -type f ! -name SHA256SUMS -printf '%f\n' | LC_ALL=C sort)" \
    "$(sed 's/^[0-9a-f]*  //' "$first/build/dist/SHA256SUMS" | LC_ALL=C sort)" 'SHA256SUMS names them all'
for file in "$first"/build/dist/*; do
    cmp "$file" "$second/build/dist/${file##*/}" >"$work/said" 2>&1
    ok $? "the same bytes: ${file##*/}"
    sed 's/^/# /' "$work/said"
done
package=$(find "$first/build/dist" -name 'formulyar-page_*.deb')
if [ -n "$package" ] && [ -f "$first/build/dist/formulyar.html" ]; then
    dpkg-deb --fsys-tarfile "$package" | tar -xO ./usr/share/formulyar-page/formulyar.html | cmp - "$first/build/dist/formulyar.html"
    ok $? 'the page is that of its package'
fi
done_testing
