#!/bin/bash
# Debian 13: the program built there, from packages of that release, makes forms
# with the same text, the same structure and the same number of pages.  The other
# system is a folder below build/judges; nothing is mounted outside a namespace
# of its own.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
root=$JUDGES/debian13

need_namespaces() {
    unshare --mount --pid --fork true 2>/dev/null && return
    skip "Debian 13" "another system can only be set up by root who may mount"
    return 1
}

# inside COMMAND: runs in the other system, as its root, in the copy of the checkout.
inside() {
    unshare --mount --pid --fork chroot "$root" /bin/bash -c "mount -t proc proc /proc; cd /checkout; $1"
}

set_up() {
    [ -e "$root/.complete" ] || {
        rm -rf "$root"
        debootstrap --variant=minbase trixie "$root" && touch "$root/.complete"
    } || return
    rm -rf "$root/checkout"
    mkdir "$root/checkout"
    tar -c --exclude=./build --exclude=./out --exclude=./.git . | tar -x -C "$root/checkout"
    inside 'tools/install-packages build && make'
}

# seen FOLDER: what must be equal, of every form in it.
seen() {
    local pdf
    for pdf in "$1"/*.pdf; do
        echo "== ${pdf##*/}"
        pdfinfo "$pdf" | grep -a -e '^Pages:' -e '^Page size:' -e '^Title:'
        pdfinfo -struct-text "$pdf"
        pdftotext -layout "$pdf" -
    done
}

if need_product "Debian 13" && need "Debian 13" "as root: apt-get install debootstrap" debootstrap unshare pdfinfo &&
    need_namespaces; then
    set_up >"$scratch/log" 2>&1
    ok_or_log $? "the program builds on Debian 13" "$scratch/log"
    inside "$(declare -f render_all); FORMULYAR=build/formulyar; render_all /out; build/formulyar blank -q -t pdf -o /out" \
        >"$scratch/log" 2>&1
    ok_or_log $? "it renders there" "$scratch/log"
    render_all "$scratch/here"
    "$FORMULYAR" blank -q -t pdf -o "$scratch/here"
    is "$(ls "$root/out")" "$(ls "$scratch/here")" "the same forms"
    [ "$(find "$scratch/here" -name '*.pdf' | wc -l)" -gt 50 ]
    ok $? "there are forms to compare"
    seen "$root/out" >"$scratch/there.txt"
    seen "$scratch/here" >"$scratch/here.txt"
    diff -a "$scratch/here.txt" "$scratch/there.txt" >"$scratch/diff"
    ok_or_log $? "the same text, structure and pages" "$scratch/diff"
    rm -rf "$root/out"
fi
done_testing
