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
    echo program >"$scratch/portable"
    export SOURCE_DATE_EPOCH=1700000000
    packaging/materials --version "$version" --root . --page "$scratch/page.html" --portable "$scratch/portable" "${programs[@]}" >"$scratch/bill" 2>"$scratch/said"
    is "$?" 0 'a bill of materials'
    is "$(cat "$scratch/said")" '' 'every licence is known'
    (cd / && packaging=$OLDPWD && "$packaging/packaging/materials" --version "$version" --root "$packaging" --page "$scratch/page.html" --portable "$scratch/portable" \
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

# repository FOLDER: a small one of all that `make dist` asks of the sources.
repository() {
    local git=(git -C "$1" -c user.name=nobody -c user.email=nobody@example.org)
    mkdir -p "$1/packaging/debian" "$1/tools/libraries"
    cp packaging/{dist,source,notes,materials,licences,ready} "$1/packaging/"
    cp packaging/debian/changelog "$1/packaging/debian/"
    cp tools/libraries/sources.list "$1/tools/libraries/"
    cp CHANGELOG.md "$1/"
    echo build/ >"$1/.gitignore"
    "${git[@]}" init -q && "${git[@]}" add -A && "${git[@]}" commit -qm first
}

# built FOLDER: BUILD of that repository, with a page and packages that are none.
built() {
    mkdir -p "$1/build/deb" "$1/build/rpm"
    ln -s "$PWD/$BUILD"/formulyar* "$PWD/$BUILD"/libformulyar.so.0 "$1/build/"
    rm -f "$1/build/formulyar.html"
    echo page >"$1/build/formulyar.html"
    (cd "$1" && packaging/source "$version" "$1/build/deb")
    mv "$1/build/deb/$name.tar.xz" "$1/build/deb/formulyar_$version.orig.tar.xz"
    touch "$1"/build/deb/{formulyar_1_amd64.deb,formulyar_1.dsc,libformulyar0_1_amd64.deb} "$1"/build/rpm/{formulyar-1,formulyar-portable-1}.x86_64.rpm
}

# All of it, but for what takes long (make dist-test), from a clone and from the archive.
whole() {
    repository "$scratch/p"
    built "$scratch/p"
    (cd "$scratch/p" && packaging/dist "$version" "$PWD/build" "$PWD/build/dist") >"$scratch/said" 2>&1
    ok $? 'all that is handed over, put together'
    sed 's/^/# /' "$scratch/said"
    mkdir "$scratch/q"
    (umask 077 && tar -x --no-same-permissions -C "$scratch/q" --strip-components=1 -f "$scratch/p/build/dist/$name.tar.xz")
    built "$scratch/q" 2>/dev/null
    (umask 077 && cd "$scratch/q" && TZ=Asia/Krasnoyarsk LC_ALL=C.UTF-8 packaging/dist "$version" "$PWD/build" "$PWD/build/dist") >"$scratch/said" 2>&1
    ok $? 'again, from the archive, in another folder'
    diff -r "$scratch/p/build/dist" "$scratch/q/build/dist" >"$scratch/said"
    ok $? 'the same bytes'
    sed 's/^/# /' "$scratch/said"
    is "$(cd "$scratch/q/build/dist" && sha256sum --quiet -c SHA256SUMS 2>&1)" '' 'SHA256SUMS fits'
    is "$(sed 's/^[0-9a-f]*  //' "$scratch/p/build/dist/SHA256SUMS")" \
        "$(printf '%s\n' "$name.cdx.json" "$name.notes.md" "$name.tar.xz" formulyar-portable-1.x86_64.rpm formulyar.html formulyar_1.dsc \
            formulyar_1_amd64.deb "formulyar_$version.orig.tar.xz" libformulyar0_1_amd64.deb | LC_ALL=C sort)" 'it names everything, in one order'
    echo other >"$scratch/p/build/deb/formulyar_$version.orig.tar.xz"
    (cd "$scratch/p" && packaging/dist "$version" "$PWD/build" "$PWD/build/dist") >"$scratch/said" 2>&1
    is "$?" 1 'packages of another commit are refused'
    has "$(cat "$scratch/said")" 'another commit' 'and called so'
}

# ready FOLDER [VERSION]: what packaging/ready says there.
ready() { (cd "$1" && packaging/ready "${2:-$version}" 2>&1); }

readiness() {
    local repository=$scratch/r
    repository "$repository"
    ready "$repository" >"$scratch/said"
    is "$?" 0 'what is committed and has notes can be handed over'
    echo more >>"$repository/CHANGELOG.md"
    has "$(ready "$repository")" 'not committed: CHANGELOG.md' 'what is not committed is told of'
    ready "$repository" >"$scratch/said"
    is "$?" 1 'and refused'
    (export DIRTY=yes && ready "$repository") >"$scratch/said"
    is "$?" 0 'but for who only tries'
    has "$(cat "$scratch/said")" 'not committed' 'who is told too'
    git -C "$repository" checkout -q CHANGELOG.md
    ready "$repository" 9.9.9 >"$scratch/said"
    is "$?" 1 'a version without notes is refused'
    has "$(cat "$scratch/said")" 'CHANGELOG.md has no section for version 9.9.9' 'with the reason'
    has "$(cat "$scratch/said")" 'packaging/debian/changelog tells of version' 'and all others'
    git -C "$repository" -c user.name=nobody -c user.email=nobody@example.org commit -q --allow-empty -m second
    git -C "$repository" tag "v$version" HEAD^
    has "$(ready "$repository")" 'has been released already' 'a version that was released is not released again'
    git -C "$repository" tag -f "v$version" >/dev/null
    ready "$repository" >"$scratch/said"
    is "$?" 0 'unless of the same commit'
}
if command -v git >/dev/null && command -v xz >/dev/null && command -v dpkg-query >/dev/null; then
    whole
    readiness
else
    skip 'what is handed over' 'git, xz or dpkg-query is missing'
fi

# What Debian is told is what the sources say.
is "$(sed -n '1s/.*(\(.*\)-[^-]*).*/\1/p' packaging/debian/changelog)" "$version" 'the packages have the version of the Makefile'
is "$(sed -n 's/^ \(formulyar_.*\)@Base.*/\1/p' packaging/debian/libformulyar0.symbols)" \
    "$(grep -oE '\bformulyar_[a-z_]+\(' src/formulyar.h | tr -d '(' | sort -u)" 'the symbols of the package are those of the header'
done_testing
