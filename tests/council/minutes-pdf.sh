# minutes-pdf.sh - what the tests of `bundle --minutes` share.  Source it after tests/cmd/lib.sh.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # variables of, and for, the tests that source this
top=$PWD
case=$samples/completed.xml
joiner=$top/$BUILD/formulyar-join
cd "$scratch" || exit 1

# bundle MINUTES OUTPUT ARGUMENT...
bundle() {
    local minutes=$1 output=$2
    shift 2
    "$formulyar" bundle --lang en --number 5 --date 2027-05-28 --minutes "$minutes" -o "$output" "$@"
}

make_pdf() { python3 "$top/tests/council/make_pdf.py" "$@"; }

# pages_of FILE COUNT: text, pictures and looks of its first pages.
pages_of() {
    pdftotext -layout -l "$2" "$1" - 2>/dev/null | cksum
    pdftoppm -r 50 -l "$2" "$1" 2>/dev/null | cksum
    pdfimages -list -l "$2" "$1" | awk 'NR > 2 { print $1, $3, $4, $5, $6, $7, $8, $9, $13, $14, $15 }'
}

# whole MINUTES JOINED: the minutes are in front as they were, and the file is good.
whole() {
    local count tagged
    count=$(pdfinfo "$1" | sed -n 's/^Pages: *//p')
    is "$(python3 -B "$top/tests/council/same_front.py" "$1" "$2")" "same $count pages" \
        "$1: every object of its pages, its bookmarks, links, fields and attachments are kept"
    is "$(pages_of "$2" "$count")" "$(pages_of "$1" "$count")" "$1: its pages say and show the same"
    tagged=$(pdfinfo "$1" 2>/dev/null | sed -n 's/^Tagged: *//p')
    is "$(python3 -B "$top/tests/council/sound.py" "$2" "$count" rich-ours.pdf)" \
        "sound, tagged $([ "$tagged" = yes ] && echo whole || echo 'in part')" "$2: trees hold together, bookmarks lead to our pages"
    is "$(qpdf --check "$2" 2>&1 | grep -c -e WARNING -e ERROR)" 0 "$2: qpdf --check"
    "$formulyar" verify "$2" >"$scratch/verify.log" 2>&1
    ok $? "$2: verify"
}

# fuzz COUNT FILE...: prefixes of each file and copies with changed bytes; the program that
# joins must end by itself, and say that it is done, refuses or fails.
fuzz() {
    local count=$1
    shift
    is "$(python3 "$top/tests/council/fuzz.py" "$joiner" "$scratch/plain-ours.pdf" "$count" "$@" 2>&1 | tail -5)" \
        "orderly" "$count damaged copies of each of $*"
}

"$formulyar" bundle -q --number 5 --date 2027-05-28 -f 5.4 -o plain-ours.pdf "$case"
"$formulyar" bundle -q --number 5 --date 2027-05-28 -o rich-ours.pdf "$case"
