#!/bin/bash
# The PDFs of real cases and blank forms: sound, of the promised size, and of the same words as the document.
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
BUILD=${BUILD:-build}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
SIZE_LIMIT=33792 # bytes of an ordinary form with its fonts; the labels of check boxes take 1.7 KB of 5.4

# tokens [pages]: standard input without white space and soft hyphens; with "pages",
# also without page numbers and the table heads that continued pages repeat.
tokens() {
    python3 -I -c '
import re, sys
text = sys.stdin.read()
if len(sys.argv) > 1:
    text = re.sub(r"\f\d+\n", "\f", text)
text = re.sub(r"[\s\u00a0]+", "", text.replace("\u00ad", ""))
head = "СостояниепроблемыСпособдиагностикирезультатовВыводыдоначаласопровожденияпослезавершениясопровождения"
before, found, after = text.partition(head)
if len(sys.argv) > 1:
    after = after.replace(head, "")
print(before + found + after)' "$@"
}

for tool in qpdf pdftotext; do
    command -v $tool >/dev/null && continue
    skip "PDFs of forms" "apt-get install qpdf poppler-utils"
    done_testing
    exit
done

cases=(samples/completed.xml samples/minority-letters.xml samples/long-conclusion.xml samples/not-held.xml)
"$BUILD/formulyar" render -q -t pdf,text -o "$scratch/cases" "${cases[@]}" 2>"$scratch/log"
ok $? "the cases become forms"
"$BUILD/formulyar" blank -q -t pdf,text -o "$scratch/blank" 2>>"$scratch/log"
ok $? "so do blanks"

for file in "$scratch"/*/*.pdf; do
    name=${file##*/}
    qpdf --check "$file" >"$scratch/qpdf" 2>&1
    ok $? "$name: qpdf finds no error"
    is "$(pdftotext -raw "$file" - | tokens pages)" "$(tokens <"${file%.pdf}.txt")" "$name: the words of the document"
done

small=("$scratch"/blank/*.pdf "$scratch"/cases/2025-014_*.pdf)
for file in "${small[@]}"; do
    [ "$(stat -c %s "$file")" -le $SIZE_LIMIT ]
    ok $? "${file##*/}: 33 KB at most with its fonts"
done
done_testing
