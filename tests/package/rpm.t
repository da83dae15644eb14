#!/bin/bash
# rpm.t - the static program as a package for systems with RPM: needs nothing, can be installed where there is nothing, keeps the school.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
package=$(find "$BUILD/rpm" -name 'formulyar-portable-*.x86_64.rpm' 2>/dev/null | head -n 1)
root=$scratch/root

# one COMMAND...: rpm of the empty system; on Debian it says that it should not be used for Debian's.
one() { rpm --root "$root" "$@" >"$scratch/said" 2>&1; }

if [ -z "$package" ] || ! command -v rpm >/dev/null; then
    skip 'the package of the static program' 'make portable rpm builds it'
elif ! unshare -r true 2>/dev/null || [ "$(id -u)" -ne 0 ]; then
    skip 'the package of the static program' 'needs root, and namespaces'
else
    is "$(rpm -qp --requires "$package" 2>/dev/null | grep -v '^rpmlib')" '' 'it needs no other package'
    is "$(rpm -qp --requires "$package" 2>/dev/null | grep -ic zstd)" 0 'older rpm can unpack it'
    is "$(rpm -qpc "$package" 2>/dev/null)" /etc/formulyar/organization.xml 'the school has a file of its own'
    mkdir "$root"
    one --initdb
    one -i "$package"
    ok $? 'installed'
    sed -i 's,<full-name>[^<]*,<full-name>Школа на Верхней улице,' "$root/etc/formulyar/organization.xml"
    cp samples/registered.xml "$root/"
    exits 0 'it runs' unshare -r chroot "$root" /usr/bin/formulyar render -q -t text -f 5.1 -o - /registered.xml
    has "$out" 'Школа на Верхней улице' 'with the letterhead of the school'
    one -U --replacepkgs "$package" && grep -q 'Школа на Верхней улице' "$root/etc/formulyar/organization.xml"
    ok $? 'installed anew it keeps that'
    one -e formulyar-portable
    ok $? 'removed'
    grep -q 'Школа на Верхней улице' "$root"/etc/formulyar/organization.xml.rpmsave && [ ! -e "$root/usr/bin/formulyar" ]
    ok $? 'and that is left'
fi
done_testing
