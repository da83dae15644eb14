#!/bin/bash
# output.t - names, modes, and what is never replaced.
. "$(dirname "$0")/lib.sh"
case=$samples/completed.xml
id=$(grep -o ' id="20[^"]*"' "$case" | head -n 1 | cut -d'"' -f2)
made=$scratch/out
render() { exits "$1" "$2" "$formulyar" render -q -o "$made" "${@:3}" "$case"; }
digest() { sha256sum "$@" | cut -d' ' -f1; }

render 0 'the forms of a completed case'
is "$(cd "$made" && echo *)" "${id}_5.1.docx ${id}_5.1.pdf ${id}_5.3.docx ${id}_5.3.pdf ${id}_5.4.docx ${id}_5.4.pdf" 'three forms, both kinds'
is "$(stat -c %a "$made"/* | sort -u)" 600 'all of them mode 0600'
pdf=$made/${id}_5.4.pdf
docx=$made/${id}_5.4.docx

touch -d 2020-01-01 "$made"/*
render 0 'once more'
is "$(find "$made" -newermt 2020-01-02 -type f | wc -l)" 0 'files with the same bytes are left alone'
run "$formulyar" render -v -o "$made" -f 5.4 --body-only "$case"
is "$status" 0 'our own unchanged files are replaced'
has "$err" "$pdf" '-v lists what was written'

good=$(digest "$pdf")
echo 'a letter' >"$pdf"
render 1 'another file of that name is not replaced'
has "$err" '[E004]' 'E004'
is "$(cat "$pdf")" 'a letter' 'it is as it was'
render 0 'with --force it is' --force --body-only
is "$(digest "$pdf")" "$good" 'by the right bytes'

printf '%% a note\n' >>"$pdf"
before=$(digest "$pdf")
render 1 'a PDF that was changed is not replaced'
is "$(digest "$pdf")" "$before" 'it is as it was'
render 0 'with --force' --force

if command -v zip >/dev/null; then
    mkdir "$scratch/docProps"
    echo '<x/>' >"$scratch/docProps/note.xml"
    (cd "$scratch" && zip -q "$docx" docProps/note.xml)
    render 1 'a DOCX that was edited is not replaced' --body-only
    has "$err" "$docx" 'it is named'
    has "$err" '[E027]' 'E027'
    render 0 'with --force' --force
else
    skip 'an edited DOCX' 'apt-get install zip'
fi

for suffix in sig p7s sgn p7m sign asc SIG Sig P7S sGn SIGN; do
    for signature in "$pdf.$suffix" "${pdf%.pdf}.$suffix"; do
        : >"$signature"
        render 1 "${signature##*/} beside X.pdf" --body-only
        has "$err" "(${signature##*/})" 'is named'
        render 0 'a case that did not change: there is nothing to do'
        rm "$signature"
    done
done
: >"${pdf%.pdf}.PDF.sig"
render 1 'X.PDF.sig beside X.pdf' --body-only
has "$err" '.PDF.sig)' 'is named'
rm "${pdf%.pdf}.PDF.sig"
render 0 'as before'
: >"$docx.p7m"
render 1 'X.docx.p7m beside X.docx' --body-only
has "$err" "$docx" 'the DOCX is named'
is "$(grep -c 'E005' <<<"$err")" 1 'nothing else is'
rm "$docx.p7m"
render 0 'without it' --force
: >"${pdf%.pdf}.xml"
: >"${pdf%.pdf}.signed"
: >"$pdf.sig1"
render 0 'what is no signature protects nothing' --body-only
rm "${pdf%.pdf}.xml" "${pdf%.pdf}.signed" "$pdf.sig1"
render 0 'as it was'
cp "$pdf" "$scratch/plain.pdf"
printf '1 0 obj\n<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00ff> >>\nendobj\n' >>"$pdf"
before=$(digest "$pdf")
render 1 'a PDF with a signature inside'
has "$err" '[E005]' 'E005'
is "$(digest "$pdf")" "$before" 'it is as it was'
render 0 'with --force' --force
cmp -s "$pdf" "$scratch/plain.pdf"
ok $? 'is made anew'

python3 tests/cmd/sign-later.py "$pdf"
before=$(digest "$pdf")
run "$formulyar" verify "$pdf"
has "$out" 'подписано 1' 'a PDF that was signed as it stands'
render 0 'is the case that did not change: there is nothing to do'
render 1 'is not replaced by another version' --body-only
has "$err" '[E005]' 'E005'
is "$(digest "$pdf")" "$before" 'it is as it was'
render 0 'with --force' --force

# ---- several cases -----------------------------------------------------------
exits 1 'the same case twice' "$formulyar" render -q -t docx -o "$scratch/twice" "$case" "$case"
has "$err" '[E007]' 'E007'
is "$(find "$scratch/twice" -type f | wc -l)" 3 'the first was made'
sed "s/ id=\"$id\"/ id=\"A-1b\"/" "$case" >"$scratch/upper.xml"
sed "s/ id=\"$id\"/ id=\"a-1B\"/" "$case" >"$scratch/lower.xml"
for command in render batch; do
    exits 1 "$command: ids that differ in letter case alone" \
        "$formulyar" "$command" -q -t docx -o "$scratch/case-$command" "$scratch/upper.xml" "$scratch/lower.xml"
    has "$err" 'lower.xml:3:1' 'the second is told of'
    has "$err" '[E007]' 'by E007'
    is "$(cd "$scratch/case-$command" && echo *.docx)" 'A-1b_5.1.docx A-1b_5.3.docx A-1b_5.4.docx' 'the first was made'
    { echo '<cases xmlns="urn:formulyar:case:1">' && sed 1d "$scratch/upper.xml" && sed 1d "$scratch/lower.xml" && echo '</cases>'; } >"$scratch/both.xml"
    exits 1 "$command: in one file" "$formulyar" "$command" -q -t docx -o "$scratch/file-$command" "$scratch/both.xml"
    has "$err" '[E007]' 'E007'
    sed '0,/<assessment>success/s//<assessment>splendid/' "$scratch/upper.xml" >"$scratch/wrong.xml"
    exits 1 "$command: behind a case with errors" \
        "$formulyar" "$command" -q -t docx -o "$scratch/wrong-$command" "$scratch/wrong.xml" "$scratch/lower.xml"
    has "$err" '[E007]' 'E007 too'
    run "$formulyar" "$command" -q --json -t docx -o "$scratch/json-$command" "$scratch/upper.xml" "$scratch/lower.xml"
    echo "$err" >"$scratch/words-$command"
done
is "$(cat "$scratch/words-render")" "$(cat "$scratch/words-batch")" 'both say the same'
exits 1 'a bad case among good ones' "$formulyar" render -q -t docx -o "$scratch/mixed" "$samples/draft.xml" "$case"
is "$(find "$scratch/mixed" -type f | wc -l)" 3 'the good one was made, the bad one was not'
"$formulyar" render -q -o "$scratch/glyph" - < <(sed 's|Дарья|Дарья🙂|' "$case") 2>"$scratch/stderr"
is $? 1 'a character without a glyph'
[ ! -e "$scratch/glyph" ]
ok $? 'nothing of that case was written'
exits 0 'a form that is not due' "$formulyar" render -q -f 5.1,5.4 -t docx -o "$scratch/due" "$samples/registered.xml"
has "$err" '[E025]' 'is told'
is "$(find "$scratch/due" -type f | wc -l)" 1 'and left out'

# ---- standard output ---------------------------------------------------------
exits 0 'one document to standard output' "$formulyar" render -q -f 5.4 -t docx -o - "$case"
"$formulyar" render -q -f 5.4 -t docx -o - "$case" | cmp -s - "$scratch/twice/${id}_5.4.docx"
ok $? 'the same bytes as in a file'
exits 1 'two documents to standard output' "$formulyar" render -q -t docx -o - "$case"
[ ! -s "$scratch/stdout" ]
ok $? 'nothing is printed'
has "$err" '[E009]' 'E009'
(cd "$scratch" && "$formulyar" render -q -f 5.1 -t tree "$case" >tree && [ -s tree ] && ! ls ./*.tree >/dev/null 2>&1)
ok $? 'a tree goes to standard output'
exits 0 'or to a folder' "$formulyar" render -q -f 5.1 -t tree,text -o "$scratch/text" "$case"
is "$(cd "$scratch/text" && echo *)" "${id}_5.1.tree ${id}_5.1.txt" 'under its own name'

# ---- another teacher -----------------------------------------------------------
# renamed FROM TO: the case with another word in its teacher's name.
renamed() { sed "0,/$1/s//$2/" "$case" >"$scratch/renamed.xml"; }
surname=$(grep -o '<surname>[^<]*' "$case" | head -n 1 | cut -d'>' -f2)
given=$(grep -o '<given>[^<]*' "$case" | head -n 1 | cut -d'>' -f2)
patronymic=$(grep -o '<patronymic>[^<]*' "$case" | head -n 1 | cut -d'>' -f2)
exits 0 'forms of one teacher' "$formulyar" render -q -o "$scratch/whose" "$case"
before=$(digest "$scratch/whose/$id"_*)
for command in render batch; do
    for part in "$surname" "$given" "$patronymic"; do
        renamed ">$part<" '>Петровых<'
        exits 1 "$command: the same id, another name" "$formulyar" "$command" -q --draft -o "$scratch/whose" "$scratch/renamed.xml"
        is "$(grep -c 'E052' <<<"$err")" 6 'E052 for each file'
        has "$err" "$scratch/whose/${id}_5.4.pdf" 'which is named'
        is "$(digest "$scratch/whose/$id"_*)" "$before" 'and as it was'
    done
done
case $err in *"$surname"* | *Петровых*) ok 1 'no name is told' ;; *) ok 0 'no name is told' ;; esac
rm -f "$scratch"/whose/report.*
sed "0,/>$given</s//>${given^^}</; 0,/ id=\"$id\"/s// id=\"$id\" /" "$case" >"$scratch/renamed.xml"
exits 0 'letter case makes nobody another' "$formulyar" render -q --draft -o "$scratch/whose" "$scratch/renamed.xml"
renamed ">$surname<" '>Петровых<'
exits 0 'with --force another teacher' "$formulyar" render -q --force -o "$scratch/whose" "$scratch/renamed.xml"
exits 1 'has the files now' "$formulyar" render -q -o "$scratch/whose" "$case"
exits 0 'a draft of the same one replaces them' "$formulyar" render -q --draft -o "$scratch/whose" "$scratch/renamed.xml"
sed "s/>$surname</>Ёлкина</; s/ id=\"$id\"/ id=\"yo\"/" "$case" >"$scratch/yo.xml"
sed 's/>Ёлкина</>Елкина</' "$scratch/yo.xml" >"$scratch/ye.xml"
exits 0 'a name with ё' "$formulyar" render -q -t pdf -o "$scratch/yo" "$scratch/yo.xml"
exits 0 'is the same with е' "$formulyar" render -q -t pdf -o "$scratch/yo" "$scratch/ye.xml"
is "$(grep -aoE '<form:teacher>[0-9a-f]{64}<' "$scratch"/yo/*_5.4.pdf | wc -l)" 1 'the file says whose it is by a digest'

# ---- links and what is no file ---------------------------------------------------
echo 'far away' >"$scratch/far"
mkdir "$scratch/links"
for target in ../far "$scratch/nowhere"; do
    ln -s "$target" "$scratch/links/${id}_5.4.docx"
    exits 1 "a link where the file should be" "$formulyar" render -q -f 5.4 -t docx -o "$scratch/links" "$case"
    has "$err" '[E050]' 'E050'
    exits 0 'with --force' "$formulyar" render -q --force -f 5.4 -t docx -o "$scratch/links" "$case"
    [ ! -L "$scratch/links/${id}_5.4.docx" ] && [ ! -e "$scratch/nowhere" ] && [ "$(cat "$scratch/far")" = 'far away' ]
    ok $? 'takes the place of the link alone'
    rm "$scratch/links/${id}_5.4.docx"
done
cp "$scratch/twice/${id}_5.4.docx" "$scratch/elsewhere.docx"
ln -s ../elsewhere.docx "$scratch/links/${id}_5.4.docx"
exits 0 'a link to the same bytes' "$formulyar" render -q -f 5.4 -t docx -o "$scratch/links" "$case"
exits 1 'a link to our own file' "$formulyar" render -q --draft -f 5.4 -t docx -o "$scratch/links" "$case"
[ -L "$scratch/links/${id}_5.4.docx" ]
ok $? 'stays'
mkfifo "$scratch/pipe.pdf"
for force in '' --force; do
    # shellcheck disable=SC2086
    exits 1 "a pipe where the file should be $force" timeout 20 "$formulyar" bundle -q $force --number 5 --date 2027-05-28 -o "$scratch/pipe.pdf" "$case"
    has "$err" '[E051]' 'E051'
    # shellcheck disable=SC2086
    exits 1 "and for new $force" timeout 20 "$formulyar" new $force -o "$scratch/pipe.pdf"
    has "$err" '[E051]' 'E051'
done
[ -p "$scratch/pipe.pdf" ]
ok $? 'it is still one'
ln -s far "$scratch/template.xml"
exits 1 'a link for new' "$formulyar" new -o "$scratch/template.xml"
has "$err" '[E028]' 'E028'
exits 0 'with --force' "$formulyar" new --force -o "$scratch/template.xml"
is "$(cat "$scratch/far")" 'far away' 'is not written through'
exits 0 'a case inside' "$formulyar" render -q --pdfa 3 -f 5.4 -t pdf -o "$scratch/inside" "$case"
ln -s far "$scratch/inside.xml"
exits 1 'a link for extract' "$formulyar" extract -o "$scratch/inside.xml" "$scratch/inside/${id}_5.4.pdf"
exits 0 'with --force' "$formulyar" extract --force -o "$scratch/inside.xml" "$scratch/inside/${id}_5.4.pdf"
is "$(cat "$scratch/far") $(cmp "$scratch/inside.xml" "$case")" 'far away ' 'is not written through'

exits 0 'blank forms' "$formulyar" blank -o "$scratch/blank"
is "$(cd "$scratch/blank" && echo *.pdf)" 'blank_5.1.pdf blank_5.3.pdf blank_5.4.pdf' 'three of them'
done_testing
