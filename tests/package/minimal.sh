# minimal.sh - minimal systems of Debian to build and install in; sourced.  $cache and $mirror are set, $release and $root for each.
# shellcheck shell=bash disable=SC2154,SC2016

# inside COMMAND...: runs in $root, with /proc, and nothing of the mounts is left.  NETWORK=no: without one.  FRESH=folder: what is
# downloaded goes there, and nothing that was downloaded before is found.
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
            chroot "$root" /bin/bash -ec "$*"' - "$root" "${FRESH:-$cache/$release.debs}" "$@"
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

# Which files there are; of what apt and dpkg note down, nothing.
files() {
    (cd "$root" && find etc usr var opt srv root home lib bin sbin -xdev \
        ! -path 'var/lib/dpkg/*' ! -path 'var/lib/apt/*' ! -path 'var/cache/*' ! -path 'var/log/*' ! -name '*.pyc' \
        ! -path 'etc/ld.so.cache' ! -name '.pwd.lock' ! -name '*-' 2>/dev/null | LC_ALL=C sort)
}

# Which packages dpkg knows of, removed ones whose files of settings are left too.
packages() { inside 'dpkg-query -W -f "\${Package} \${db:Status-Abbrev}\n"' | LC_ALL=C sort; }
