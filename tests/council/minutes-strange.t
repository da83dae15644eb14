#!/bin/bash
# minutes-strange.t - `bundle --minutes` with files as strangers make them: odd but legal, slightly
# wrong, or with more in them than a page shows.  Their pages must look as they did.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
# shellcheck source=tests/council/minutes-pdf.sh
. "$(dirname "$0")/minutes-pdf.sh"
strange=$top/tests/council/strange

has_poppler=$(command -v pdftoppm)
[ "$has_poppler" ] || skip 'looks of the pages' 'apt-get install poppler-utils'

# looks FILE COUNT: a sum of the pictures of its first pages.
looks() { pdftoppm -r 60 -l "$2" "$1" 2>/dev/null | cksum; }

# joined MINUTES [OPTION...]: a bundle is made, is whole and shows the minutes as they were.
joined() {
    local minutes=$1 name count
    shift
    name=$(basename "$minutes" .pdf)
    rm -f "$name-joined.pdf"
    exits 0 "$name: a bundle" bundle "$minutes" "$name-joined.pdf" -f 5.4 "$@" "$case"
    [ -e "$name-joined.pdf" ] || return
    "$formulyar" verify "$name-joined.pdf" >"$scratch/verify.log" 2>&1
    ok $? "$name: verify"
    is "$(qpdf --check "$name-joined.pdf" 2>&1 | grep -c -e WARNING -e ERROR)" 0 "$name: qpdf --check"
    [ "$has_poppler" ] || return
    count=$(pdfinfo "$minutes" 2>/dev/null | sed -n 's/^Pages: *//p')
    is "$(looks "$name-joined.pdf" "$count")" "$(looks "$minutes" "$count")" "$name: its $count pages look the same"
}

python3 "$top/tests/council/make_strange.py" .
claim() { "$formulyar" verify --json "$1" | grep -o '"conformance":"[^"]*"'; }
intents() { qpdf --json --json-key=qpdf "$1" | grep -c '"/S": "/GTS_PDFA1"'; }

# ---- claims

joined "$strange/no-language.pdf"
is "$err" 'Done: 1 appendix, 3 pages; no errors' 'no warning: level B asks for no language'
is "$(claim no-language-joined.pdf)" '"conformance":"PDF/A-2b"' 'and is claimed'
joined "$strange/printing-intent.pdf"
is "$(claim printing-intent-joined.pdf)" '"conformance":"PDF/A-2b"' 'an intent for printing: the claim'
is "$(intents printing-intent-joined.pdf)" 1 'holds: our intent stands beside it'
sed 's/\[ 3 0 R \]/[       ]/' "$strange/printing-intent.pdf" >no-intent.pdf
# (poppler takes a file's only intent for the profile of the screen: its shades may differ by one)
exits 0 'the same where the list of intents is empty' bundle no-intent.pdf no-intent-joined.pdf -f 5.4 "$case"
is "$(intents no-intent-joined.pdf)" 1 'ours is put into it'

# ---- the trailer

joined "$strange/trailer.pdf"
! grep -aq Zzz trailer-joined.pdf
ok $? 'what a stranger wrote into the trailer goes nowhere'
# ---- small faults: a bundle with a warning

# mended KIND: made by make_strange.py, joined, told of.
mended() {
    joined "$1.pdf"
    has "$err" '[W735]' "$1: W735"
}
for kind in table_from_one startxref_off padding count_low page_twice wrong_length no_checksum flushed no_offset huge_integer; do mended "$kind"; done
for kind in size-classic size-stream; do
    joined "$strange/$kind.pdf"
    has "$err" '[W735]' "$kind: W735"
done
is "$(pdfinfo page_twice-joined.pdf | sed -n 's/^Pages: *//p')" 5 'a page that comes twice comes twice'
grep -aq '/Y <12345678901234567890123456789012>' huge_integer-joined.pdf && grep -aq '(123456789012345678901234567890 )' huge_integer-joined.pdf
ok $? 'strings of digits are no integers'
joined garbage_unused.pdf
! grep -q W735 <<<"$err"
ok $? 'garbage that nothing needs is no fault'
! grep -aq 'nothing needs it' garbage_unused-joined.pdf
ok $? 'and goes nowhere'

# ---- what is lost is not joined over

for kind in count_high:E723 lost_page:E723 lost_object:E723 cut_file:E723 cut_garbled:E723 cut_stream:E723 garbage_stream:E723 too_deep:E723 lost_key:E723 stray_key:E739 certified_too:E724; do
    exits 1 "${kind%:*}" bundle "${kind%:*}.pdf" refused.pdf -f 5.4 "$case"
    has "$err" "[${kind#*:}]" "${kind#*:}"
    [ ! -e refused.pdf ]
    ok $? 'nothing is written'
done

# ---- names, numbers, arrays, fields

for kind in names numbers deep stale_looks innocent; do
    joined "$kind.pdf"
    ! grep -q -e W735 -e W736 <<<"$err"
    ok $? "$kind: no fault"
done
is "$(grep -a -o -e '/A#2341' -e '/B#23' -e '/A#23#20x' names-joined.pdf | sort -u | wc -l)" 3 \
    'names with # are written as they were'
grep -aq '/NeedAppearances true' stale_looks-joined.pdf
ok $? 'readers who were asked to draw the fields still are'
is "$(qpdf --json --json-key=qpdf innocent-joined.pdf | grep -o -e '"/AA": ["{]' -e '"/Next": "' -e '"/Luminosity"' | sort -u | wc -l)" 4 \
    'a font, a picture and a mask that are called like actions stay'

# ---- what starts by itself

cp -r "$top/forms" forms
exits 0 'a folder that is called like a command' "$formulyar" --forms forms bundle --lang en --number 5 --date 2027-05-28 \
    --minutes plain.pdf -o folder-joined.pdf -f 5.4 "$case"

# left_out FILE WORDS...: joined, and the warning names each of the words.
left_out() {
    local file=$1 words wanted
    shift
    wanted=$(IFS=, && echo "$*")
    joined "$file"
    words=$(sed -n 's/.*left out of the joined file: \(.*\)\. The pages look.*/\1/p' <<<"$err")
    is "$words" "${wanted//,/, }" "$(basename "$file" .pdf): W736 names what was left out"
}
# absent FILE WORD...: the joined file has none of them, packed or not.
absent() {
    local file=$1 word
    shift
    qpdf --qdf --object-streams=disable "$file" open.pdf
    for word; do
        ! grep -aq -- "$word" open.pdf
        ok $? "${file%.pdf}: no $word"
    done
}
left_out "$strange/print-script.pdf" JavaScript
absent print-script-joined.pdf JavaScript OpenAction /AA print
left_out "$strange/script.pdf" JavaScript 'starting of programs' 'sending and loading of form data' \
    'attached programs and files of unknown kinds'
absent script-joined.pdf JavaScript OpenAction /AA Launch SubmitForm 'evil' EmbeddedFile
left_out hidden_scripts.pdf JavaScript 'actions on opening and on events'
absent hidden_scripts-joined.pdf JavaScript /JS /AA
left_out opening_chain.pdf JavaScript 'starting of programs'
absent opening_chain-joined.pdf JavaScript Launch
left_out scripts_elsewhere.pdf JavaScript
absent scripts_elsewhere-joined.pdf /PS /OnInstantiate /JS
left_out addresses.pdf 'links to other files and to what is no web address'
absent addresses-joined.pdf evil 'java'
is "$(qpdf --json --json-key=qpdf addresses-joined.pdf | grep -c 'http://good')" 1 'an address of the web stays'
is "$(qpdf --json --json-key=qpdf hidden_scripts-joined.pdf | grep -c -e '"/S": "/GoTo"' -e '"/S": "/Named"')" 4 \
    'links, bookmarks and the place on opening stay'
left_out other_files.pdf 'links to other files and to what is no web address'
absent other_files-joined.pdf file:// GoToR GoToE passwd alert other.pdf
is "$(qpdf --json --json-key=qpdf other_files-joined.pdf | grep -c '"/S": "/URI"')" 2 'addresses of the web stay'
left_out programs.pdf 'starting of programs' 'sending and loading of form data'
absent programs-joined.pdf Launch SubmitForm ImportData
left_out media.pdf 'sound' 'film' '3D'
absent media-joined.pdf Movie RichMedia 3DD Rendition
left_out show.pdf 'full screen and page transitions' 'print settings'
absent show-joined.pdf FullScreen Dissolve NumCopies PrintPageRange Duplex AppDefault
grep -aq HideToolbar show-joined.pdf
ok $? 'what viewers are told beyond that stays'
left_out opening_command.pdf 'actions on opening and on events'
absent opening_command-joined.pdf OpenAction
left_out usage_rights.pdf 'usage rights'
absent usage_rights-joined.pdf ByteRange Perms
left_out attached.pdf 'attached programs and files of unknown kinds'
has "$err" 'stay attached to the joined file: 2' 'documents stay: W737'
is "$(qpdf --list-attachments attached-joined.pdf | cut -c1 | tr -d '\n')" ad 'two of four'
absent attached-joined.pdf 'MZ program'

# ---- claims

for kind in xmp_utf8 xmp_utf16 xmp_utf16be xmp_prefix xmp_attributes; do
    joined "$kind.pdf"
    is "$(claim "$kind-joined.pdf")" '"conformance":"PDF/A-2b"' "$kind: the claim is found"
done
for kind in doubt_script doubt_looks doubt_file; do
    joined "$kind.pdf"
    has "$err" '[W738]' "$kind: the claim is doubted, W738"
    is "$(claim "$kind-joined.pdf")" '"conformance":""' "$kind: and is not made"
done
joined file_part3.pdf
is "$(claim file_part3-joined.pdf)" '"conformance":"PDF/A-3b"' 'part 3 allows attached files'
for kind in xmp_other xmp_comment; do
    joined "$kind.pdf"
    is "$(claim "$kind-joined.pdf")" '"conformance":""' "$kind: no claim"
done
done_testing
