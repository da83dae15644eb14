#!/bin/bash
# chroots.sh VERSION BUILD RELEASE...: the packages of `make deb`, built and used in minimal systems of their own: Debian 12
# (bookworm) and 13 (trixie).  Speaks TAP; says how long things took.  As root who may mount; not part of `make test`.
#
#   1. built from the source package, with what it says it needs and without a network; so are packages of before
#   2. apt install ./formulyar_*.deb into a minimal system, nothing downloaded before, and the first example of the manual
#   3. manual pages, completion, the entry of the menu
#   4. upgraded from the packages of before, whose organization.xml was another: the school's stays, whatever is answered; put back
#   5. removed, purged: no file and no package is left
#   6. lintian of that release, and autopkgtest's tests, by its null runner
#
# Packages of before are those of PREVIOUS, a commit: the last release (tag v*), or the oldest commit that could be packaged.
# A minimal system is made once by debootstrap and kept, with packages that were downloaded, in CHROOTS
# (BUILD/chroots).  MIRROR names a mirror of Debian; else this machine's apt says one.  PAGE=no leaves formulyar-page out;
# AGAIN=yes takes the packages of the last run.
set -u
version=$1 build=$2
shift 2
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
# shellcheck source=tests/package/minimal.sh
. tests/package/minimal.sh
cache=${CHROOTS:-$build/chroots}
mkdir -p "$cache"
# shellcheck disable=SC2016 # apt expands it
mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | grep -v security | head -n 1)}
export DEBIAN_FRONTEND=noninteractive
page=${PAGE:-yes}
ls "$build"/deb/*.orig-libraries.tar.xz >/dev/null 2>&1 || page=no
school='Школа на Верхней улице'

# done_well SECONDS STATUS NAME: one more test, with the time; the log of it where it failed.
done_well() {
    ok "$2" "$release: $3 ($1 s)"
    [ "$2" -eq 0 ] || tail -n 40 "$cache/$release.log" | sed 's/^/# /'
}

# step NAME COMMAND...: a test that takes time.
step() {
    local name=$1 before=$SECONDS
    shift
    "$@" >"$cache/$release.log" 2>&1 </dev/null
    done_well $((SECONDS - before)) $? "$name"
}

# ---- building -------------------------------------------------------------------------------------

# previous_tree: sources of the packages of before in $root/src/before; their version is lower, whatever they call it.
previous_tree() {
    local commit=${PREVIOUS:-} tree=$root/src/before number
    [ -n "$commit" ] || commit=$(git describe --tags --match 'v*' --abbrev=0 'HEAD^' 2>/dev/null) ||
        commit=$(git log --format=%h --diff-filter=A -- packaging/debian/control | tail -n 1)
    mkdir -p "$tree"
    git archive "$commit" | tar -x -C "$tree" || return
    cp -R "$tree/packaging/debian" "$tree/debian"
    number=$(sed -n 's/^VERSION *:= *//p' "$tree/Makefile")
    dpkg --compare-versions "$number" lt "$version" || number=$version~before
    sed -i "s/^VERSION .*/VERSION  := $number/" "$tree/Makefile"
    sed -i "1s/(.*)/($number-1)/" "$tree/debian/changelog"
    sed -i 's/-c4$/-c0/' "$tree/debian/rules" # symbols that nobody had noted yet are no matter here
    echo '<!-- as it was before -->' >>"$tree/forms/organization.xml"
    echo "before: $commit as $number-1"
}

# build_packages: what there is of them in $cache/RELEASE.1, those of before in $cache/RELEASE.0.
build_packages() {
    local profile=pkg.formulyar.nopage
    [ "$page" = no ] || profile=
    mkdir "$root/src"
    cp "$build"/deb/*.dsc "$build"/deb/*.tar.xz "$root/src/"
    previous_tree || return
    inside "cd /src; apt-get -q update; apt-get -qy install --no-install-recommends dpkg-dev
        apt-get -qy build-dep --no-install-recommends ${profile:+-P $profile} ./*.dsc
        useradd -m builder; chown -R builder /src" || return
    NETWORK=no inside "su builder -c 'set -e; cd /src; export DEB_BUILD_OPTIONS=$DEB_BUILD_OPTIONS
        cd before; DEB_BUILD_PROFILES=pkg.formulyar.nopage dpkg-buildpackage -us -uc -B; cd ..; mkdir 0; mv *.deb *.changes *.buildinfo 0/
        dpkg-source -x *.dsc tree; cd tree
        DEB_BUILD_PROFILES=$profile dpkg-buildpackage -us -uc -F; cd ..; mkdir 1; mv formulyar*_* libformulyar*_* 1/'" || return
    rm -f "$root"/src/0/*-dbgsym*
    rm -rf "$cache/$release".[01]
    mv "$root/src/0" "$cache/$release.0"
    mv "$root/src/1" "$cache/$release.1"
}

# Built elsewhere, by somebody else: the same bytes, where this machine has the same release.
same_packages() {
    local file
    for file in "$cache/$release.1"/*.{deb,dsc,tar.xz}; do
        cmp "$file" "$build/deb/${file##*/}" || return
    done
}

# ---- the packages alone, as a user would do it first ------------------------------------------------

# put NUMBER PATTERN: packages of that folder of $cache, in /deb.
put() {
    rm -rf "$root/deb"
    mkdir "$root/deb"
    find "$cache/$release.$1" -name "$2" ! -name '*-dbgsym*' -exec cp {} "$root/deb/" \;
}

# The first example of the administrator's manual, which follows `apt install`: it prints what is shown there ("…": and more).
first_example() {
    local example shown got line
    example=$(awk '/^```console$/ { on = ++n == 2; next } /^```$/ { on = 0 } on' doc/manual/administrator.md)
    got=$(sed -n 's/^\$ //p' <<<"$example" | while read -r command; do
        printf '$ %s\n' "$command"
        inside "cd /tmp; $command" </dev/null 2>&1
    done)
    printf '%s\n' "$got"
    [ "$(wc -l <<<"$example")" = "$(wc -l <<<"$got")" ] || return
    while IFS= read -r shown <&3 && IFS= read -r line <&4; do
        case $line in "${shown%…}"*) ;; *) echo "shown: $shown" && return 1 ;; esac
    done 3<<<"$example" 4<<<"$got"
}

one_minute() {
    put 1 'formulyar_*.deb'
    rm -rf "$cache/fresh"
    mkdir -p "$cache/fresh/partial"
    FRESH=$cache/fresh inside "apt-get -q update; apt-get -y install /deb/formulyar_*.deb" && first_example
}

# Somebody presses Enter if asked anything; WORDS are other answers.
install_packages() { # NUMBER [APT-OPTION...]
    put "$1" '*.deb'
    shift
    printf '%s\n' "${WORDS:-}" | inside "cd /deb; apt-get -qy install --no-install-recommends $* ./*.deb"
}

# ---- what is in its place -----------------------------------------------------------------------------

manual_pages() {
    inside 'apt-get -qy install --no-install-recommends man-db
        cd /tmp; man -w 1 formulyar; man -w 3 formulyar; man -P cat 1 formulyar >en; man -P cat 3 formulyar >library
        man -P cat /usr/share/man/ru/man1/formulyar.1.gz >ru
        grep -q "formulyar new" en; grep -q formulyar_render library; grep -q НАЗВАНИЕ ru'
}

# As bash-completion finds and calls it: a command, an option, an edition.
completion() {
    # shellcheck disable=SC2016 # expanded inside
    inside 'apt-get -qy install --no-install-recommends bash-completion
        set +e
        . /usr/share/bash-completion/bash_completion
        _comp_load formulyar 2>/dev/null || _completion_loader formulyar 2>/dev/null
        set -e
        complete -p formulyar | grep -q _formulyar
        try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _formulyar; echo "$*: ${COMPREPLY[*]}"; }
        try formulyar ren | grep -q ": render$"
        try formulyar render --dra | grep -q -- ": --draft$"
        try formulyar render --edition les | grep -q ": lesosibirsk"
        ls /usr/share/zsh/vendor-completions/_formulyar /usr/share/fish/vendor_completions.d/formulyar.fish'
}

# What the entry of the menu starts hands a browser the page; the page is that of the source package.
menu_entry() {
    # shellcheck disable=SC2016
    inside 'apt-get -qy install --no-install-recommends desktop-file-utils
        desktop-file-validate /usr/share/applications/formulyar.desktop
        printf "#!/bin/sh\nprintf %s \"\$1\" >/tmp/opened\n" >/usr/local/bin/browser; chmod +x /usr/local/bin/browser
        BROWSER=/usr/local/bin/browser $(sed -n "s/^Exec=//p" /usr/share/applications/formulyar.desktop)
        rm /usr/local/bin/browser
        page=$(sed s,^file://,, /tmp/opened); echo "opened: $page"; head -c 15 "$page" | grep -qi "<!doctype html>"
        [ -s /usr/share/icons/hicolor/scalable/apps/$(sed -n "s/^Icon=//p" /usr/share/applications/formulyar.desktop).svg ]'
}

# ---- upgraded, removed ----------------------------------------------------------------------------------

organization=etc/formulyar/organization.xml
has_version() { inside "dpkg-query -W -f '\${Version}\n' formulyar" | grep -qx "$1"; }
# The letterhead of what is rendered.
letterhead() {
    inside "formulyar render -q -t tree -f 5.1 -o - /usr/share/doc/formulyar/examples/registered.xml" 2>/dev/null | grep -q "$school"
}

# Nobody changed anything: nothing is asked, and the makers' new file is there.  An edition of the school's own stays.
upgrade_untouched() {
    inside 'apt-get -q update; apt-get -qy dist-upgrade'
    packages >"$cache/$release.packages"
    files >"$cache/$release.before"
    install_packages 0 || return
    [ "$(tail -n 1 "$root/$organization")" = '<!-- as it was before -->' ] || { echo "not the file of before"; return 1; }
    cp -R "$root/usr/share/formulyar/forms/example-corrected" "$root/usr/share/formulyar/forms/ours"
    put 1 '*.deb'
    inside "cd /deb; apt-get -qy install --no-install-recommends ./*.deb" || return
    has_version "$version-1" || return
    [ -d "$root/usr/share/formulyar/forms/ours" ] && cmp "$root/$organization" forms/organization.xml
}

# The school's file, made of that of before: $root is downgraded first.
write_school() {
    # shellcheck disable=SC2016
    inside 'ours=$(dpkg-query -W -f "\${Package}\n" | grep formulyar) || exit 0; apt-get -qy purge $ours' && install_packages 0 || return
    sed -i "s,<full-name>[^<]*,<full-name>$school," "$root/$organization"
    letterhead || { echo "the program does not read /$organization"; return 1; }
}

upgrade_enter() {
    write_school && install_packages 1 && has_version "$version-1" && letterhead || return
    cmp "$root/$organization.dpkg-dist" forms/organization.xml || { echo "the makers' own is not beside it"; return 1; }
}

# The way back, when a new version does not please.
downgrade() {
    install_packages 0 --allow-downgrades && ! has_version "$version-1" && letterhead
}

upgrade_unasked() {
    write_school && put 1 '*.deb' || return
    inside "cd /deb; apt-get -qy install --no-install-recommends -o Dpkg::Options::=--force-confold ./*.deb" &&
        has_version "$version-1" && letterhead
}

upgrade_yes() {
    write_school && WORDS=Y install_packages 1 || return
    cmp "$root/$organization" forms/organization.xml && grep -q "$school" "$root/$organization.dpkg-old"
}

remove() {
    sed -i "s,<full-name>[^<]*,<full-name>$school," "$root/$organization"
    # shellcheck disable=SC2016
    inside 'apt-get -qy remove $(dpkg-query -W -f "\${Package}\n" | grep formulyar)' || return
    grep -q "$school" "$root/$organization" || { echo "the school's file is gone"; return 1; }
    [ ! -e "$root/usr/bin/formulyar" ] || return
    [ -d "$root/usr/share/formulyar/forms/ours" ] || { echo "the school's edition is gone"; return 1; }
    rm -r "$root/usr/share/formulyar"
}

# What came for its sake goes too; apt by itself leaves what another package would like to have (libidn2 for libc6).
purge() {
    inside 'apt-get -qy purge formulyar
        apt-get -qy -o APT::AutoRemove::RecommendsImportant=false -o APT::AutoRemove::SuggestsImportant=false autoremove --purge' || return
    rm -rf "$root/deb"
    packages | diff "$cache/$release.packages" - || return
    files | diff "$cache/$release.before" -
}

# ---- its own tests ------------------------------------------------------------------------------------------

by_lintian() {
    local beside=out-of-date-standards-version
    # As packaging/deb looks: debian/copyright speaks of the page's libraries, which come with the page.
    ls "$root"/pkg/*.orig-libraries.tar.* >/dev/null 2>&1 || beside+=,superfluous-file-pattern
    inside 'apt-get -qy install --no-install-recommends lintian' >/dev/null || return
    inside "cd /pkg; lintian --allow-root --pedantic --display-info --fail-on error,warning,info,pedantic \
        --suppress-tags $beside ./*.changes"
}

package_tests() {
    inside "apt-get -qy install --no-install-recommends autopkgtest dpkg-dev poppler-utils gcc libc6-dev pkgconf
        cd /pkg; dpkg-source -x *.dsc tree; cd tree; autopkgtest -B . -- null"
}

one_release() {
    release=$1
    root=$cache/$release.root
    export DEB_BUILD_OPTIONS=${DEB_BUILD_OPTIONS:-parallel=2}
    if [ -z "${AGAIN:-}" ] || [ ! -d "$cache/$release.1" ]; then
        step 'a minimal system' minimal || return
        step 'built from the source package, no network; packages of before too' build_packages
        grep '^before: ' "$cache/$release.log" | sed 's/^/# /'
        [ -d "$cache/$release.1" ] || return
    fi
    ! grep -q "^VERSION_CODENAME=$release\$" /etc/os-release || step 'the packages are those of make deb, to the byte' same_packages
    minimal
    before=$SECONDS
    step 'apt install ./formulyar_*.deb and the first example of the manual' one_minute
    [ $((SECONDS - before)) -le 60 ]
    ok $? "$release: within a minute, with $(du -cm "$cache/fresh"/*.deb | tail -n 1 | cut -f 1) MB that it downloaded"
    minimal
    step 'an upgrade from the packages of before asks nothing when nobody changed organization.xml' upgrade_untouched
    step 'removed: the files of the school stay' remove
    step 'purged: neither a file nor a package is left' purge
    step 'an upgrade keeps the organization.xml of the school when Enter is pressed' upgrade_enter
    step 'the version of before can be put back' downgrade
    step 'where nobody can be asked, too' upgrade_unasked
    step 'answered with Y it is put beside' upgrade_yes
    step 'the manual pages are read by man' manual_pages
    step 'bash-completion finds the completion' completion
    [ ! -e "$root/usr/share/applications/formulyar.desktop" ] ||
        step 'the entry of the menu gives a browser the page' menu_entry
    rm -rf "$root/pkg"
    cp -R "$cache/$release.1" "$root/pkg"
    step 'lintian --pedantic of this release says nothing' by_lintian
    step 'autopkgtest: its own tests in the installed system' package_tests
    rm -rf "$root" "$cache/fresh"
}

if ! unshare --mount --pid --fork true 2>/dev/null || ! command -v debootstrap >/dev/null; then
    skip 'packages in minimal systems' 'needs root who may mount, and debootstrap'
elif ! ls "$build"/deb/formulyar_"$version"-*.dsc >/dev/null 2>&1; then
    ok 1 "make deb comes first"
else
    for one in "$@"; do
        one_release "$one"
    done
fi
done_testing
