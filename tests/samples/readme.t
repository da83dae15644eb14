#!/bin/bash
# The worked examples of README.md and README.ru.md: every command in a console block gives the output under it.
set -u
. tests/tap.sh
top=$PWD
case $BUILD in /*) ;; *) BUILD=$top/$BUILD ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset LANG LC_ALL LC_MESSAGES
ln -s "$top/samples" "$folder/samples"
ln -s "$BUILD/formulyar" "$folder/formulyar"

# console FILE: the lines of its console blocks.
console() { awk '/^```console$/ { on = 1; next } /^```$/ { on = 0 } on' "$1"; }

# Runs every command of a transcript and prints the transcript as it should read.
replay() {
    local line
    while IFS= read -r line; do
        [ "${line#\$ }" = "$line" ] && continue
        printf '%s\n' "$line"
        (cd "$folder" && PATH=$folder:$PATH bash -c "${line#\$ }" 2>&1 </dev/null)
    done
}

for page in README.md README.ru.md; do
    wanted=$(console "$page")
    ok "$([ -n "$wanted" ]; echo $?)" "$page shows examples"
    is "$(replay <<<"$wanted")" "$wanted" "the examples of $page are what the program says"
    rm -rf "$folder/out"
done

# Links to files of this repository lead somewhere.
for page in *.md samples/*.md; do
    for target in $(grep -o '](\([^)#:]*\))' "$page" | sed 's/^](//; s/)$//'); do
        [ -e "$(dirname "$page")/$target" ]
        ok $? "$page links to $target, which is there"
    done
done
done_testing
