#!/bin/bash
# dist.t - what is handed over: the archive is the same bytes from two folders at two times, and from itself; bill and notes.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
version=$(sed -n 's/^VERSION *:= *//p' Makefile)
name=formulyar-$version

# archive FOLDER OUT: the archive that packaging/source makes in FOLDER.
archive() { (cd "$1" && run packaging/source "$version" "$2" && sha256sum <"$2/$name.tar.xz"); }

# A small repository with the scripts: the whole one takes xz ten seconds each time.
archives() {
    local git first
    mkdir -p "$scratch/a/packaging" "$scratch/a/ёж"
    cp packaging/source "$scratch/a/packaging/"
    echo words >"$scratch/a/ёж/два слова.txt"
    ln -s packaging "$scratch/a/link"
    chmod 700 "$scratch/a/packaging/source"
    git=(git -C "$scratch/a" -c user.name=nobody -c user.email=nobody@example.org)
    "${git[@]}" init -q && "${git[@]}" add -A && "${git[@]}" commit -qm first
    git clone -q "$scratch/a" "$scratch/b"
    find "$scratch/b" -name .git -prune -o -exec touch -h -d '2001-02-03 04:05' {} +
    (umask 077 && chmod -R go= "$scratch/b")
    first=$(archive "$scratch/a" "$scratch/out-a")
    [[ $first =~ ^[0-9a-f]{64} ]]
    ok $? 'an archive'
    is "$(archive "$scratch/b" "$scratch/out-b")" "$first" 'the same bytes from another folder with other times and modes'
    tar -x -C "$scratch" -f "$scratch/out-a/$name.tar.xz"
    is "$(cd "$scratch/$name" && find . ! -type d | LC_ALL=C sort)" "$(printf '%s\n' './MANIFEST' './link' './packaging/source' './ёж/два слова.txt')" \
        'it holds what is committed, and a list of that'
    echo stray >"$scratch/$name/stray"
    is "$(archive "$scratch/$name" "$scratch/out-c")" "$first" 'and from its unpacked self, without git; a stray file is not in it'
    is "$(TZ=Asia/Krasnoyarsk LC_ALL=C archive "$scratch/a" "$scratch/out-d")" "$first" 'in another time zone and locale'
    echo more >>"$scratch/a/ёж/два слова.txt"
    (cd "$scratch/a" && packaging/source "$version" "$scratch/out-e") 2>"$scratch/said"
    has "$(cat "$scratch/said")" 'not committed' 'it says when something is not committed'
    rm "$scratch/$name/link"
    (cd "$scratch/$name" && packaging/source "$version" "$scratch/out-f") 2>"$scratch/said"
    is "$?" 1 'a file that is gone is an error'
    has "$(cat "$scratch/said")" 'link' 'with its name'
    rm "$scratch/$name/MANIFEST"
    (cd "$scratch/$name" && packaging/source "$version" "$scratch/out-g") 2>"$scratch/said"
    is "$?" 1 'so is a folder of which nobody says what belongs to it'
}
if command -v git >/dev/null && command -v xz >/dev/null; then
    archives
else
    skip 'the source archive' 'git or xz is missing: apt-get install git xz-utils'
fi

# The notes are one version's section, and nothing is released without one.
printf '%s\n' '# Changelog' '' '## [Unreleased] 1.10.0' '' '- new' '' '## [1.1.0] - 2026-01-02' '' '- old' '## [1.0.0]' '- oldest' >"$scratch/log"
is "$(packaging/notes 1.1.0 "$scratch/log")" "$(printf '%s\n' '# Formulyar 1.1.0' '' '- old')" 'notes of a version'
is "$(packaging/notes 1.10.0 "$scratch/log")" "$(printf '%s\n' '# Formulyar 1.10.0' '' '- new')" 'notes of the newest'
packaging/notes 1.1 "$scratch/log" >"$scratch/none" 2>&1
is "$?" 1 'no notes for a version that has none'
packaging/notes "$version" CHANGELOG.md >"$scratch/notes"
is "$?" 0 'CHANGELOG.md has notes for this version'

# The bill: every library that is loaded, by package, with version and licence; twice the same.
if command -v dpkg-query >/dev/null; then
    programs=("$BUILD/formulyar" "$BUILD/formulyar-join" "$BUILD/formulyar-cms" "$BUILD/libformulyar.so.0")
    echo page >"$scratch/page.html"
    export SOURCE_DATE_EPOCH=1700000000
    packaging/materials --version "$version" --root . --page "$scratch/page.html" "${programs[@]}" >"$scratch/bill" 2>"$scratch/said"
    is "$?" 0 'a bill of materials'
    is "$(cat "$scratch/said")" '' 'every licence is known'
    (cd / && packaging=$OLDPWD && "$packaging/packaging/materials" --version "$version" --root "$packaging" --page "$scratch/page.html" \
        "${programs[@]/#/$packaging/}") >"$scratch/bill.again"
    cmp -s "$scratch/bill" "$scratch/bill.again"
    ok $? 'the same bytes from another folder'
    ldd "${programs[@]}" | sed -n 's,.*=> \(/[^ ]*\).*,\1,p' | xargs -r realpath | sort -u >"$scratch/loaded"
    tests/package/bill.py "$scratch/bill" "$scratch/loaded" tools/libraries/sources.list >"$scratch/said" 2>&1
    ok $? 'it is complete and well-formed'
    sed 's/^/# /' "$scratch/said"
else
    skip 'a bill of materials' 'it names Debian packages'
fi

# What Debian is told is what the sources say.
is "$(sed -n '1s/.*(\(.*\)-[^-]*).*/\1/p' packaging/debian/changelog)" "$version" 'the packages have the version of the Makefile'
is "$(sed -n 's/^ \(formulyar_.*\)@Base.*/\1/p' packaging/debian/libformulyar0.symbols)" \
    "$(grep -oE '\bformulyar_[a-z_]+\(' src/formulyar.h | tr -d '(' | sort -u)" 'the symbols of the package are those of the header'
done_testing
