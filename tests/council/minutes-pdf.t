#!/bin/bash
# minutes-pdf.t - `bundle --minutes`: minutes that another program made, in front of our
# appendices.  Minutes made by hand, one kind for each thing that may go wrong, and the sample
# that looks scanned; what office programs make is in minutes-office.t.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
# shellcheck source=tests/council/minutes-pdf.sh
. "$(dirname "$0")/minutes-pdf.sh"

# ---- what stays

make_pdf plain plain.pdf
exits 0 'plain minutes' bundle plain.pdf plain-joined.pdf "$case"
has "$err" '[W733]' 'it says that the file is not PDF/A: W733'
is "$(tail -1 <<<"$err")" 'Done: 3 appendices, 8 pages; 0 errors, 1 warning' 'pages of both are counted'
whole plain.pdf plain-joined.pdf
make_pdf rich rich.pdf
exits 0 'bookmarks, links, destinations, fields, labels, layers' bundle rich.pdf rich-joined.pdf "$case"
has "$err" 'fields renamed: 2. List: formulyar fields [W734]' 'fields of the same names: W734'
whole rich.pdf rich-joined.pdf
grep -aq NeedAppearances rich-joined.pdf
ok $? 'a field without a look: readers are still asked to draw it'
run "$formulyar" fields rich-joined.pdf
is "$(cut -f 1,2 <<<"$out" | tr '\t\n' '  ')" \
    'sig_deputy_1 2 sig_deputy_1_2 6 sig_lead_1_2 6 sig_teacher_1 6 sig_deputy_2 7 sig_lead_2 7 sig_deputy_3 8 sig_lead_3 8 sig_teacher_3 8 ' \
    'theirs and ours, each with its page'
is "$(pdfinfo rich-joined.pdf | sed -n 's/^\(Title\|Author\): *//p')" \
    "$(pdfinfo rich-ours.pdf | sed -n 's/^\(Title\|Author\): *//p')" "title and author are the bundle's"
! strings rich-joined.pdf | grep -q 'A. Person'
ok $? 'who typed the minutes does not stand in it'
bash -c 'qpdf --empty --add-attachment "$1" --mimetype=text/plain -- --pages "$2" -- with-file.pdf' \
    attach "$case" rich.pdf
exits 0 'an attachment' bundle with-file.pdf with-file-joined.pdf "$case"
is "$(qpdf --show-attachment=completed.xml with-file-joined.pdf | cksum)" "$(cksum <"$case")" 'is in the joined file'
exits 0 'what looks scanned' bundle "$samples/council/scanned-minutes.pdf" scanned.pdf "$case"
whole "$samples/council/scanned-minutes.pdf" scanned.pdf
qpdf --object-streams=generate --linearize rich.pdf packed.pdf
exits 0 'object streams, linearized' bundle packed.pdf packed-joined.pdf "$case"
whole packed.pdf packed-joined.pdf

# ---- numbers go on

words() { pdftotext -f "$2" -l "$2" "$1" - | sed 's/\xc2\xa0/ /g' | tr -s ' \n\f' ' '; }
has "$(words plain-joined.pdf 4)" '4 Перечень приложений ' 'the list stands on page 4, with its number'
has "$(words plain-joined.pdf 4)" '2025-014 5 ' 'the first appendix is listed on page 5'
has "$(words plain-joined.pdf 5)" 'Приложение № 1 ' 'and stands there'
labels() { qpdf --json --json-key=pagelabels "$1" | tr -d ' \n' | grep -o '"pagelabels".*\]' | tr -d '"'; }
is "$(labels plain-joined.pdf)" 'pagelabels:[{index:0,label:{/S:/D,/St:1}},{index:3,label:{/S:/D,/St:4}}]' 'labels go on'
has "$(labels rich-joined.pdf)" '{index:0,label:{/S:/r,/St:1}},{index:1,label:{/P:u:x-,/S:/D,/St:7}},{index:3,label:{/S:/D,/St:4}}' \
    'behind labels of any kind'
exits 0 'two-sided, after three pages' bundle plain.pdf duplex.pdf --duplex "$case"
is "$(words duplex.pdf 4 | tr -d ' ')" '' 'page 4 is empty'
has "$(words duplex.pdf 5)" '5 Перечень ' 'an empty page comes before the list'
is "$(qpdf --qdf --object-streams=disable duplex.pdf - | grep -ac '/Tabs /S')" "$(($(qpdf --show-npages duplex.pdf) - 3))" \
    'every page of ours says in which order its fields are walked through'
exits 0 'without a list' bundle plain.pdf no-list.pdf --no-list "$case"
has "$(words no-list.pdf 4)" 'Приложение № 1 ' 'the first appendix comes at once'

# ---- the file is ours

exits 0 'verify' "$formulyar" verify --lang en rich-joined.pdf
is "${out#*; signature}" ' fields 9, signed 0; in front minutes of another program (3 pages), which were not checked; unchanged' \
    'knows minutes in front'
exits 0 'verify --json' "$formulyar" verify --json rich-joined.pdf
has "$out" '"conformance":"",' 'no claim'
has "$out" '"minutes":3,' 'the pages in front'
cp rich-joined.pdf first.pdf
exits 0 'again' bundle rich.pdf rich-joined.pdf "$case"
cmp first.pdf rich-joined.pdf
ok $? 'the same bytes'
exits 0 'another number: it is replaced' bundle rich.pdf rich-joined.pdf --first 4 "$case"
sed 's/Helvetica/Helvetika/' first.pdf >edited.pdf
exits 1 'an edited one' "$formulyar" verify edited.pdf
exits 1 'is not replaced' bundle rich.pdf edited.pdf "$case"
: >rich-joined.pdf.sig
exits 1 'nor one that was signed' bundle rich.pdf rich-joined.pdf --first 5 "$case"
has "$err" '[E005]' 'E005'
exits 0 'without --force' bundle rich.pdf rich-joined.pdf --first 5 --force "$case"
rm rich-joined.pdf.sig

# ---- a claim of PDF/A holds of both or is not made

"$formulyar" render -q -f 5.3 -t pdf -o . "$samples/completed.xml"
mv ./*_5.3.pdf archival.pdf
claim() { "$formulyar" verify --json "$1" | grep -o '"conformance":"[^"]*"'; }
exits 0 'minutes that are PDF/A-2a' bundle archival.pdf archival-joined.pdf "$case"
is "$err" 'Done: 3 appendices, 6 pages; no errors' 'no warning'
is "$(claim archival-joined.pdf)" '"conformance":"PDF/A-2a"' 'is claimed of the whole, PDF/UA is not'
whole archival.pdf archival-joined.pdf
for level in B U; do
    sed "s/conformance>A/conformance>$level/" archival.pdf >level.pdf
    exits 0 "minutes of level $level" bundle level.pdf level-joined.pdf "$case"
    is "$(claim level-joined.pdf)" "\"conformance\":\"PDF/A-2${level,}\"" 'the lower level'
done
sed 's/pdfaid:part>2/pdfaid:part>3/' archival.pdf >part.pdf
exits 0 'minutes of part 3' bundle part.pdf part-joined.pdf "$case"
is "$(claim part-joined.pdf)" '"conformance":"PDF/A-3a"' 'ours are valid there too'
for part in 1 4; do
    sed "s/pdfaid:part>2/pdfaid:part>$part/" archival.pdf >part.pdf
    exits 0 "minutes of part $part" bundle part.pdf part-joined.pdf "$case"
    is "$(claim part-joined.pdf)" '"conformance":""' 'nothing is claimed'
done
sed 's/pdfaid:part>2/pdfaid:part>1/' archival.pdf >part.pdf
exits 0 'both of part 1' bundle part.pdf part1-joined.pdf --pdfa 1 "$case"
is "$(claim part1-joined.pdf)" '"conformance":"PDF/A-1a"' 'that is claimed'

# ---- what cannot be joined

# refused CODE NAME FILE: nothing is written, the message offers the bundle alone.
refused() {
    exits 1 "$2" bundle "$3" refused.pdf "$case"
    has "$err" "[$1]" "$1"
    has "$err" 'the same command without --minutes' 'and offers the appendices alone'
    [ ! -e refused.pdf ]
    ok $? 'nothing is written'
}
echo '<html>' >page.pdf
refused E721 'no PDF' page.pdf
: >nothing.pdf
refused E721 'an empty file' nothing.pdf
qpdf --encrypt '' owner 256 -- plain.pdf locked.pdf
refused E722 'encrypted, opened without a password' locked.pdf
qpdf --encrypt user owner 256 -- plain.pdf locked.pdf
refused E722 'a password to open it' locked.pdf
head -c 1500 plain.pdf >cut.pdf
refused E723 'cut off' cut.pdf
sed 's/%%EOF/%EOF/' rich.pdf | sed 's/^startxref$/startxreg/' >cut.pdf
refused E723 'neither a cross-reference table nor an end' cut.pdf
for kind in foreign-handler:E722 broken-stream:E723 signed:E724 signed-kid:E724 signed-loose:E724 certified:E724 empty:E725 \
    portfolio:E726 xfa:E727; do
    make_pdf "${kind%:*}" kind.pdf
    refused "${kind#*:}" "${kind%:*}" kind.pdf
done
for suffix in sig p7s; do
    : >"plain.pdf.$suffix"
    refused E724 "a signature beside it: .$suffix" plain.pdf
    has "$err" "plain.pdf.$suffix" 'the signature is named'
    rm "plain.pdf.$suffix"
done
truncate -s 257M large.pdf
refused E728 'too large' large.pdf
rm large.pdf
exits 3 'not there' bundle absent.pdf refused.pdf "$case"
has "$err" 'absent.pdf' 'the file is named'
ln -s plain.pdf link.pdf
exits 1 'the output is the minutes' bundle plain.pdf link.pdf --force "$case"
has "$err" '[E729]' 'E729'
exits 2 'a DOCX' bundle plain.pdf refused.docx "$case"
has "$err" '[E730]' 'E730'

# ---- trees that loop, entries of the wrong type: an end, whatever it is

make_pdf loop loop.pdf
refused E732 'trees that loop' loop.pdf
make_pdf odd-types odd.pdf
exits 0 'entries of the wrong type' bundle odd.pdf odd-joined.pdf "$case"
qpdf --check odd-joined.pdf >/dev/null 2>&1
ok $? 'qpdf finds the joined file good'
is "$(python3 -B "$top/tests/council/sound.py" odd-joined.pdf 3 rich-ours.pdf)" 'sound, tagged in part' 'its trees hold together'

# ---- the program that joins

mkdir bin
cp "$formulyar" bin/
alone() { bin/formulyar bundle --lang en --forms "$top/forms" --number 5 --date 2027-05-28 --minutes plain.pdf -o refused.pdf "$case"; }
exits 3 'formulyar-join is not there' alone
has "$err" '[E731]' 'E731'
for end in 'kill -SEGV $$' 'exit 3' 'kill -XCPU $$'; do
    printf '#!/bin/sh\n%s\n' "$end" >bin/formulyar-join
    chmod +x bin/formulyar-join
    exits 1 "formulyar-join ends with «$end»" alone
    has "$err" '[E732]' 'E732'
done
printf '#!/bin/nonesuch\n' >bin/formulyar-join
exits 3 'formulyar-join cannot be started' alone
exits 3 'formulyar-join by hand' "$joiner"
exits 3 'with another word' "$joiner" refuse
is "$(find . -name '.formulyar-*' -o -name refused.pdf)" '' 'nothing was left behind'

# ---- a stranger's bytes: cut short and with bytes changed, it ends in an orderly way

fuzz 40 rich.pdf packed.pdf
done_testing
