#!/bin/bash
# packed.t - files that many documents share are packed into object streams, and are checked as strictly as others.
. "$(dirname "$0")/../cmd/lib.sh"
here=$(dirname "$0")

cases=("$samples/completed.xml" "$samples/mentor-replaced.xml")
numbers=(--number 5 --date 2027-05-28)
exits 0 'a bundle for paper' "$formulyar" bundle -q --paper "${numbers[@]}" -o "$scratch/paper.pdf" "${cases[@]}"
exits 0 'one to be signed' "$formulyar" bundle -q "${numbers[@]}" -o "$scratch/signed.pdf" "${cases[@]}"
exits 0 'all of a batch' "$formulyar" batch -q -t docx -o "$scratch/out" --merge "$scratch/merged.pdf" "${cases[@]}"
exits 0 'in PDF/A-1' "$formulyar" batch -q --pdfa 1 -t docx -o "$scratch/out1" --merge "$scratch/one.pdf" "${cases[@]}"
exits 0 'and for paper' "$formulyar" bundle -q --pdfa 1 --paper "${numbers[@]}" -o "$scratch/paper1.pdf" "${cases[@]}"
exits 0 'behind minutes' "$formulyar" bundle -q --paper "${numbers[@]}" --minutes "$scratch/paper1.pdf" -o "$scratch/joined.pdf" "${cases[@]}"
exits 0 'alone' "$formulyar" render -q -t pdf -o "$scratch/alone" "${cases[@]}"

# ---- which are packed, and what they say
packed() { grep -ac '/Type/ObjStm' "$1"; }
fields() { "$formulyar" fields "$1" | grep -c .; }
for name in paper merged; do
    [ "$(packed "$scratch/$name.pdf")" -gt 0 ]
    ok $? "$name: packed"
    is "$(fields "$scratch/$name.pdf")" 0 'no field invites a signature'
    exits 0 'it is whole' "$formulyar" verify "$scratch/$name.pdf"
    has "$out" 'PDF/A-2a, PDF/UA-1; не изменялся' 'and claims what others claim'
done
for file in signed one paper1 joined alone/2025-014_5.4; do
    is "$(packed "$scratch/$file.pdf")" 0 "$file: not packed"
    is "$(tail -c 400 "$scratch/$file.pdf" | grep -ac '^trailer')" 1 'the table lies open'
    exits 0 'it is whole' "$formulyar" verify "$scratch/$file.pdf"
done
[ "$(fields "$scratch/signed.pdf")" -gt 0 ]
ok $? 'what is not for paper has its fields'
[ "$(stat -c %s "$scratch/paper.pdf")" -lt "$(($(stat -c %s "$scratch/signed.pdf") * 2 / 3))" ]
ok $? "smaller by a third at least: $(stat -c %s "$scratch/paper.pdf") and $(stat -c %s "$scratch/signed.pdf") bytes"
"$formulyar" bundle -q --paper "${numbers[@]}" -o - "${cases[@]}" | cmp - "$scratch/paper.pdf"
ok $? 'the same bytes again'
if command -v pdftotext >/dev/null; then
    is "$(pdftotext -layout "$scratch/paper.pdf" - | sha256sum)" "$(pdftotext -layout "$scratch/signed.pdf" - | sha256sum)" 'the same words at the same places'
else
    skip 'the same words' 'apt-get install poppler-utils'
fi
if command -v qpdf >/dev/null; then
    exits 0 'qpdf finds no fault' qpdf --check "$scratch/merged.pdf"
    is "$(qpdf --show-object=trailer "$scratch/merged.pdf" | grep -c /XRef)" 1 'whose table is a stream'
else
    skip 'what qpdf says' 'apt-get install qpdf'
fi

# ---- what is not as it was written is told
exits 0 'forgeries are made' python3 "$here/packed.py" "$scratch/paper.pdf" "$scratch/made"
exits 0 'a file put together as the writer does' "$formulyar" verify "$scratch/made/again.pdf"
has "$out" 'не изменялся' 'is right: the forger knows how'
for kind in flips forged hostile; do
    "$formulyar" verify "$scratch/made/$kind"/*.pdf >"$scratch/said" 2>"$scratch/errors"
    is "$?" 1 "$kind: refused"
    count=$(find "$scratch/made/$kind" -name '*.pdf' | wc -l)
    named=$(sed -n 's,^.*/\([^/]*\)\.pdf: ошибка: .*,\1,p' "$scratch/errors" | sort -u | wc -l)
    [ "$named" = "$count" ] || grep ": цел;" "$scratch/said"
    is "$named" "$count" "$kind: each of $count is told of"
    is "$(grep -c ': цел;' "$scratch/said")" 0 "$kind: none is called whole"
done

# ---- in little time and memory
while read -r name status speed memory; do
    grep -q -e -fsanitize "$BUILD/flags" && speed=fast memory=small # a sanitized program takes more of both
    is "$status $speed $memory" '1 fast small' "hostile: $name"
done < <(timeout 300 python3 "$here/hostile.py" measure "$formulyar" verify "$scratch"/made/hostile/*.pdf)
done_testing
