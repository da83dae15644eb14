#!/bin/bash
# chroots.sh VERSION BUILD RELEASE...: the packages of `make deb`, built and used in minimal systems of their own: Debian 12
# (bookworm) and 13 (trixie).  Speaks TAP; says how long things took.  As root who may mount; not part of `make test`.
#
#   1. built from the source package, with what it says it needs and without a network
#   2. apt install ./*.deb into a minimal system, and the first example of the manual
#   3. autopkgtest's tests, by its null runner if there is one
#   4. upgraded to the next revision, whose organization.xml is another: the school's stays
#   5. removed, purged: nothing is left
#
# A minimal system is made once by debootstrap and kept, with packages that were downloaded, in CHROOTS
# (BUILD/chroots).  MIRROR names a mirror of Debian; else this machine's apt says one.  PAGE=yes builds formulyar-page too; AGAIN=yes
# takes the packages of the last run.
set -u
version=$1 build=$2
shift 2
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
cache=${CHROOTS:-$build/chroots}
mkdir -p "$cache"
# shellcheck disable=SC2016 # apt expands it
mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | grep -v security | head -n 1)}
export DEBIAN_FRONTEND=noninteractive

# inside COMMAND...: runs in $root, with /proc, and nothing of the mounts is left.  NETWORK=no: without one.
inside() {
    local own=(--mount --pid --fork)
    [ "${NETWORK:-yes}" = yes ] || own+=(--net)
    # shellcheck disable=SC2016 # the inner shell expands them
    unshare "${own[@]}" bash -c '
        root=$1 debs=$2
        shift 2
        mount -t proc proc "$root/proc"
        mount -t tmpfs tmpfs "$root/dev/shm"
        mount -t devpts devpts "$root/dev/pts"
        mount --bind "$debs" "$root/var/cache/apt/archives"
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
            chroot "$root" /bin/bash -ec "$*"' - "$root" "$cache/$release.debs" "$@"
}

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

# minimal: $root anew, as debootstrap made it.
minimal() {
    mkdir -p "$cache/$release.debs/partial"
    if [ ! -f "$cache/$release.tar.xz" ]; then
        rm -rf "$root"
        debootstrap --variant=minbase "$release" "$root" "$mirror" || return
        rm -rf "$root"/var/cache/apt/archives/*.deb
        echo 'Binary::apt::APT::Keep-Downloaded-Packages "true";' >"$root/etc/apt/apt.conf.d/90keep"
        tar -C "$root" -c . | xz -1 -T1 >"$cache/$release.tar.xz.new" && mv "$cache/$release.tar.xz.new" "$cache/$release.tar.xz"
    fi
    rm -rf "$root"
    mkdir "$root"
    tar -C "$root" -xf "$cache/$release.tar.xz"
}

# build_packages: .deb files of two revisions in $cache/RELEASE.1 and .2.  The second differs by its changelog and by
# an organization.xml that its makers changed too.
build_packages() {
    local kind=-B profile=pkg.formulyar.nopage
    [ "${PAGE:-no}" = no ] || kind=-b profile=
    mkdir "$root/src"
    cp "$build"/deb/*.dsc "$build"/deb/*.tar.xz "$root/src/"
    inside "cd /src; apt-get -q update; apt-get -qy install --no-install-recommends dpkg-dev
        apt-get -qy build-dep --no-install-recommends ${profile:+-P $profile} ./*.dsc
        useradd -m builder; chown -R builder /src" || return
    NETWORK=no inside "su builder -c 'set -e; cd /src; dpkg-source -x *.dsc tree; cd tree
        export DEB_BUILD_PROFILES=$profile DEB_BUILD_OPTIONS=$DEB_BUILD_OPTIONS
        dpkg-buildpackage -us -uc $kind; mkdir ../1; mv ../*.deb ../1/
        sed -i \"1s/-1)/-2)/\" debian/changelog; echo \"<!-- changed -->\" >>forms/organization.xml
        dpkg-buildpackage -us -uc $kind -nc; mkdir ../2; mv ../*.deb ../2/'" || return
    rm -f "$root"/src/?/*-dbgsym*
    rm -rf "$cache/$release".[12]
    mv "$root/src/1" "$cache/$release.1"
    mv "$root/src/2" "$cache/$release.2"
}

# Asked which file to keep, somebody presses Enter.
install_packages() { # REVISION
    rm -rf "$root/deb"
    cp -R "$cache/$release.$1" "$root/deb"
    cp -n "$build"/deb/formulyar-page_*.deb "$root/deb/" 2>/dev/null # it is for any system
    echo | inside "cd /deb; apt-get -q update </dev/null; apt-get -qy install --no-install-recommends ./*.deb"
}

# The example of formulyar(1); it starts a case, whose gaps check then names.
first_example() {
    inside 'cd /tmp; formulyar new -o 2026-014.xml; formulyar check 2026-014.xml || [ $? = 1 ]
        formulyar render --draft -o out 2026-014.xml; formulyar verify out/*; ls out | grep -c .' &&
        [ "$(ls "$root/tmp/out" | wc -l)" -gt 1 ]
}

# Of the package alone, as a user would do it first.
one_minute() {
    rm -rf "$root/deb"
    mkdir "$root/deb"
    cp "$cache/$release.1/formulyar_"*.deb "$root/deb/"
    inside "apt-get -q update; apt-get -qy install --no-install-recommends /deb/formulyar_*.deb" && first_example
}

package_tests() {
    local test
    rm -rf "$root/pkg"
    mkdir "$root/pkg"
    cp "$build"/deb/*.dsc "$build"/deb/*.tar.xz "$root/pkg/"
    inside "cd /pkg; apt-get -qy install --no-install-recommends dpkg-dev poppler-utils gcc libc6-dev pkgconf
        dpkg-source -x *.dsc tree" || return
    if inside 'apt-get -qy install --no-install-recommends autopkgtest' 2>/dev/null; then
        inside 'cd /pkg/tree; autopkgtest -B . -- null'
    else
        echo 'no autopkgtest: the tests themselves'
        for test in samples library; do
            inside "export AUTOPKGTEST_TMP=\$(mktemp -d); cd /pkg/tree; debian/tests/$test" || return
        done
    fi
}

# Which files there are; of what apt and dpkg note down, nothing.
files() {
    (cd "$root" && find etc usr var opt srv root home lib bin sbin -xdev \
        ! -path 'var/lib/dpkg/*' ! -path 'var/lib/apt/*' ! -path 'var/cache/*' ! -path 'var/log/*' ! -name '*.pyc' \
        ! -path 'etc/ld.so.cache' ! -name '.pwd.lock' ! -name '*-' 2>/dev/null | LC_ALL=C sort)
}

school='Школа на Верхней улице'
# The letterhead of what is rendered.
letterhead() {
    inside "cd /tmp; rm -rf l; cp /usr/share/doc/formulyar/examples/registered.xml .
        formulyar render -q -t tree -f 5.1 -o - registered.xml" 2>/dev/null | grep -c "$school"
}

page_opens() {
    local page
    page=$(sed -n 's/^Exec=xdg-open //p' "$root/usr/share/applications/formulyar.desktop")
    head -c 15 "$root$page" | grep -qi '<!doctype html>' && [ -s "$root/usr/share/icons/hicolor/scalable/apps/formulyar.svg" ]
}

upgrade() {
    sed -i "s,<full-name>[^<]*,<full-name>$school," "$root/etc/formulyar/organization.xml"
    [ "$(letterhead)" -gt 0 ] || { echo "the program does not read /etc/formulyar/organization.xml"; return 1; }
    install_packages 2 || return
    inside "dpkg-query -W -f '\${Version}\n' formulyar" | grep -qx "$version-2" || return
    [ -f "$root/etc/formulyar/organization.xml.dpkg-dist" ] || { echo "the makers' own is not beside it"; return 1; }
    [ "$(letterhead)" -gt 0 ]
}

remove() {
    inside 'apt-get -qy remove "formulyar*" "libformulyar*"' || return
    grep -q "$school" "$root/etc/formulyar/organization.xml" || { echo "the school's file is gone"; return 1; }
    [ ! -e "$root/usr/bin/formulyar" ] && [ ! -e "$root/usr/share/formulyar" ]
}

purge() {
    inside 'apt-get -qy purge formulyar; apt-get -qy autoremove --purge' || return
    inside 'dpkg-query -W -f "\${Package}\n"' | grep formulyar && return 1
    rm -rf "$root/deb"
    files | LC_ALL=C comm -13 "$cache/$release.before" - >"$cache/$release.left"
    # A library of the system that apt has brought up to date meanwhile has files of its own.
    cat "$root"/var/lib/dpkg/info/*.list | sed 's,^/,,' | LC_ALL=C sort -u | LC_ALL=C comm -13 - "$cache/$release.left" | grep . && return 1
    return 0
}

one_release() {
    release=$1
    root=$cache/$release.root
    export DEB_BUILD_OPTIONS=${DEB_BUILD_OPTIONS:-parallel=2}
    if [ -z "${AGAIN:-}" ] || [ ! -d "$cache/$release.2" ]; then
        step 'a minimal system' minimal || return
        step 'built twice from the source package, no network' build_packages
        [ -d "$cache/$release.2" ] || return
    fi
    step 'a minimal system anew' minimal
    before=$SECONDS
    files >"$cache/$release.before"
    step 'apt install formulyar and the first example of the manual' one_minute
    [ $((SECONDS - before)) -le 60 ]
    ok $? "$release: within a minute"
    step 'apt install of them all' install_packages 1
    [ ! -e "$root/usr/share/applications/formulyar.desktop" ] ||
        step 'the entry of the menu opens a page that is there' page_opens
    step 'an upgrade keeps the school'"'"'s organization.xml' upgrade
    step 'removed: the school'"'"'s file stays' remove
    step 'purged: no file is left' purge
    step 'installed again' install_packages 1
    step 'its own tests in the installed system' package_tests
    rm -rf "$root"
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
