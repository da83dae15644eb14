#!/bin/bash
# portable.t - the static program: needs nothing, makes the same bytes as the program beside it, and runs where there is nothing else.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
portable=$PWD/$BUILD/portable/formulyar

if [ ! -x "$portable" ]; then
    skip 'the static program' 'make portable builds it'
    done_testing
    exit
fi

# fact PROGRAM NAME: what it says of itself.
fact() { "$1" --version --json | sed -n 's/.*"'"$2"'":"\([^"]*\)".*/\1/p'; }
if [ "$(fact "$portable" sources)" != "$(fact "$formulyar" sources)" ]; then
    skip 'the static program' 'it is made of other sources: make portable'
    done_testing
    exit
fi
is "$(fact "$portable" build)" "$(fact "$formulyar" build)" 'it is the same build'
has "$(fact "$portable" libraries)" 'qpdf 11' 'it says which libraries are inside'

# A loader or a library would have to be there.
is "$(readelf -lWd "$portable" | grep -cE 'INTERP|NEEDED')" 0 'it asks for no loader and no library'
is "$(readelf -SW "$portable" | grep -cE '\.(symtab|debug_info)')" 0 'it is stripped'
is "$(strings -n 6 "$portable" | grep -c "$PWD")" 0 'it does not know where it was built'

# made PROGRAM FOLDER: all kinds of files in the folder, and what was said and how it ended.
made() {
    local f=$1 out=$2 kind
    mkdir -p "$out/said"
    # say NAME ARGUMENTS...
    say() {
        local name=$1
        shift
        "$f" "$@" >"$out/said/$name.out" 2>"$out/said/$name.err" </dev/null
        echo $? >"$out/said/$name.status"
    }
    say render render -t pdf,docx,svg,tree,text -o "$out/render" samples/*.xml
    say draft render --draft --roomy -t pdf,docx -o "$out/draft" samples/completed.xml samples/draft.xml
    for kind in 1 3; do say "pdfa$kind" render --pdfa $kind -t pdf -o "$out/pdfa$kind" samples/completed.xml; done
    say stage render --form 5.3 --stage before -o "$out/before" samples/active.xml
    say corrected render --draft --edition example-corrected -o "$out/corrected" samples/completed.xml
    say blank blank -t pdf,docx -o "$out/blank"
    say minutes minutes -t pdf,docx -o "$out/minutes" samples/council/twelve-appendices.xml
    say extract minutes --extract 2025-014 -t pdf,docx -o "$out/extract" samples/council/twelve-appendices.xml
    say council bundle -o "$out/council.pdf" samples/council/twelve-appendices.xml
    for kind in pdf docx; do
        say "bundle-$kind" bundle --number 5 --date 2027-05-28 -o "$out/bundle.$kind" samples/completed.xml samples/registered.xml
    done
    say joined bundle --number 5 --date 2027-05-28 --minutes samples/council/scanned-minutes.pdf -o "$out/joined.pdf" samples/completed.xml
    say again bundle --number 5 --date 2027-05-28 --minutes "$out/council.pdf" -o "$out/again.pdf" samples/completed.xml
    say summary summary --school-year 2026/2027 -t pdf,docx,csv -o "$out/summary" samples/*.xml
    say workbook new --workbook -o "$out/book.xlsx" samples/completed.xml samples/seven-unresolved.xml
    say import import -o "$out/import" "$out/book.xlsx"
    say new new -o "$out/new.xml"
    say batch batch -j 2 -t pdf,docx --merge "$out/merged.pdf" --archive "$out/all.zip" -o "$out/batch" "$scratch/cases.xml"
    say forms forms --json
    say help render --help
    say verify verify "$out"/blank/* "$out/joined.pdf" "$out/bundle.docx" "$out"/batch/*.pdf
    say signed verify tests/cmd/signatures/*.pdf
    say fields fields "$out/council.pdf" tests/cmd/signatures/certified.pdf
    say check check --json samples/council/*.xml tests/case/bad/*.xml tests/case/rules/*.xml
    say check-en check --lang en --json tests/council/rules/*.xml
    say none render -o "$out/none" samples/absent.xml
}

# What differs from run to run: seconds, and places.
comparable() {
    local out=$1
    (cd "$out" && unzip -v all.zip | awk 'NF == 8 && /%/ { print $1, $3, $7, $8 }' | grep -v report | LC_ALL=C sort >zip.txt && rm all.zip)
    sed -i -E 's/"seconds":[0-9.]+/"seconds":T/; s/;([0-9]+[.,][0-9]{3}|0[.,][0-9]+);/;T;/' "$out"/batch/report.*
    sed -i -E "s,(секунд |seconds )[0-9.]+,\1T,; s,$out,OUT,g; s,$PWD/forms/,FORMS/,g; s,(formulyar:|forms)/forms/,FORMS/,g" "$out"/said/* "$out"/batch/report.*
}

python3 tests/batch/generate.py 12 0 >"$scratch/cases.xml"
made "$formulyar" "$scratch/one"
made "$portable" "$scratch/two"
comparable "$scratch/one"
comparable "$scratch/two"
count=$(find "$scratch/one" -type f | wc -l)
diff -rq "$scratch/one" "$scratch/two" >"$scratch/differ"
ok $? "the same bytes in $count files: forms, blanks, minutes, bundles, joined minutes, summary, workbook, batch, messages"
sed 's/^/# /' "$scratch/differ" | head -20
[ "$count" -gt 300 ]
ok $? 'which is all of them'
is "$(cat "$scratch"/two/said/{blank,joined,again,batch,council,workbook,import,signed}.status | tr '\n' ' ')" '0 0 0 0 0 0 0 0 ' 'none was refused'

# ---- encodings of cases ---------------------------------------------------------------------

# encodings PROGRAM NAME/DECLARED...: what the program makes of a case that is written in an encoding and declares it.
encodings() {
    local f=$1 name
    shift
    for name in "$@"; do
        sed '1s/encoding="[^"]*"/encoding="'"${name#*/}"'"/' samples/registered.xml | iconv -c -f UTF-8 -t "${name%/*}" >"$scratch/coded.xml"
        echo "$name $("$f" render -f 5.1 -t text -o - "$scratch/coded.xml" 2>&1 | cksum)"
    done
}
russian=(UTF-8/UTF-8 UTF-8/utf8 CP1251/windows-1251 CP1251/cp1251 KOI8-R/KOI8-R KOI8-U/koi8-u CP866/IBM866 CP866/cp866 ISO-8859-5/ISO-8859-5
    MAC-CYRILLIC/MAC-CYRILLIC UTF-16/UTF-16 UTF-16LE/UTF-16 UTF-16BE/UTF-16 UTF-32/UTF-32 UTF-16LE/utf-16le CP1251/KOI8-R UTF-8/nonsense)
is "$(encodings "$portable" "${russian[@]}")" "$(encodings "$formulyar" "${russian[@]}")" 'encodings of Russian computers are read alike'
is "$(encodings "$portable" CP1251/windows-1251 | cut -d' ' -f2-)" "$(encodings "$portable" UTF-8/UTF-8 | cut -d' ' -f2-)" 'as what they say'
"$portable" check - >"$scratch/said" 2>&1 < <(sed '1s/encoding="[^"]*"/encoding="EUC-JP"/' samples/registered.xml)
is "$(grep -o 'E[0-9]*' "$scratch/said" | tail -n 1)" E101 'one that only the C library of a system knows is told of'

# ---- where there is nothing else ------------------------------------------------------------------

# alone COMMAND...: in a folder that holds the program and what it is to read.
alone() { unshare -r chroot "$scratch/root" /formulyar "$@"; }
mkdir -p "$scratch/root/tmp"
cp "$portable" samples/completed.xml samples/windows-1251.xml "$scratch/root/"
cp samples/council/scanned-minutes.pdf "$scratch/root/minutes.pdf"
cp tests/cmd/signatures/certified.pdf "$scratch/root/signed.pdf"
if ! unshare -r true 2>/dev/null; then
    skip 'a system with nothing in it' 'this kernel lets no user make namespaces'
else
    exits 0 'six files where there is neither /lib nor /etc nor /proc' alone render -q -o /tmp/out /completed.xml /windows-1251.xml
    for file in "$scratch"/root/tmp/out/*; do cmp -s "$file" "$scratch/one/render/${file##*/}" && echo same; done >"$scratch/same"
    is "$(wc -l <"$scratch/same")" "$(find "$scratch/root/tmp/out" -type f | wc -l)" 'they are the same there'
    [ "$(wc -l <"$scratch/same")" -ge 8 ]
    ok $? 'all of them'
    exits 0 'minutes are put in front there' alone bundle -q --number 5 --date 2027-05-28 --minutes /minutes.pdf -o /tmp/joined.pdf /completed.xml
    exits 0 'a signature is read there' alone verify /signed.pdf
    exits 0 'what was made there is whole' alone verify -q /tmp/joined.pdf
fi

# ---- the school's own file ---------------------------------------------------------------------------

mkdir "$scratch/own"
cp "$portable" "$scratch/own/"
sed 's,<full-name>[^<]*,<full-name>Школа на Верхней улице,' forms/organization.xml >"$scratch/own/organization.xml"
run "$scratch/own/formulyar" render -q -t text -f 5.1 -o - samples/registered.xml
has "$out" 'Школа на Верхней улице' 'organization.xml beside the program is the school'
done_testing
