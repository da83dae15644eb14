#!/bin/bash
# places.t - the forms of tests/form/forms/places, which are filled in and signed by hand: as files, as text, as they are heard.
# ACCEPT=1 writes tests/form/heard/*.txt anew: read them aloud before they are accepted.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
heard=tests/form/heard
mkdir "$scratch/forms" "$scratch/blank" "$scratch/typed"
cp -R forms/. "$scratch/forms"
cp -R tests/form/forms/places "$scratch/forms"
forms=(--forms "$scratch/forms" --edition places -q)
types=(-t "pdf,docx,text,svg")

exits 0 'blank forms are made' "$formulyar" blank "${forms[@]}" "${types[@]}" -o "$scratch/blank"
exits 0 'filled ones too' "$formulyar" render "${forms[@]}" "${types[@]}" -o "$scratch/typed" tests/form/cases/places.xml
for part in 1 3; do
    exits 0 "PDF/A-$part too" "$formulyar" blank "${forms[@]}" --pdfa $part -t pdf -o "$scratch/blank$part"
done
exits 0 'all of them are sound' "$formulyar" verify -q "$scratch"/{blank,typed}/*.{pdf,docx} "$scratch"/blank[13]/*.pdf

for file in "$scratch"/{blank,typed}/*.pdf; do
    name=$(basename "${file##*_}" .pdf)-$(basename "$(dirname "$file")")
    python3 tests/pdf/read_aloud.py "$file" >"$scratch/heard" 2>&1
    ok $? "$name: nothing is left unsaid"
    [ -z "${ACCEPT:-}" ] || cp "$scratch/heard" "$heard/$name.txt"
    is "$(<"$scratch/heard")" "$(cat "$heard/$name.txt" 2>&1)" "$name: as it is heard"
    is "$(tests/docx/check_package.py "${file%.pdf}.docx" 2>&1)" '' "$name: the package is sound"
    is "$(tests/docx/compare_text.py "${file%.pdf}.docx" "${file%.pdf}.txt" 2>&1)" '' "$name: the DOCX has the words of the document"
done
for folder in blank typed; do
    mkdir "$scratch/$folder/svg"
    mv "$scratch/$folder"/*.svg "$scratch/$folder/svg"
    is "$(python3 tests/svg/words.py "$scratch/$folder" "$scratch/$folder/svg" 2>&1)" '' "$folder: pictures say the words of the text"
done
done_testing
