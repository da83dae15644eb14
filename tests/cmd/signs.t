#!/bin/bash
# signs.t - every sign of typed/signs.txt (subject, sign, name; one a line) reaches paper: PDF, DOCX, text.
. "$(dirname "$0")/lib.sh"
signs=$(dirname "$0")/typed/signs.txt
case=$(dirname "$0")/typed/char-phonetics.xml
command -v pdftotext >/dev/null || { skip 'signs reach paper' 'apt-get install poppler-utils'; done_testing; exit; }

ok "$([ "$(cut -f2 "$signs" | sort -u | wc -l)" -ge 500 ]; echo $?)" 'a good many signs'
subjects=$(cut -f1 "$signs" | awk '!seen[$0]++')
is "$(grep -c . <<<"$subjects")" 16 'of all subjects'

# One paragraph a subject: its signs between spaces.
awk -F '\t' '$1 != subject { printf "%s<p>", subject ? "</p>" : ""; subject = $1 }
             { gsub(/&/, "\\&amp;", $2); gsub(/</, "\\&lt;", $2); printf "%s ", $2 }
             END { print "</p>" }' "$signs" >"$scratch/paragraphs"
awk '/<before>Транскрипция/ { print "<before>"; while ((getline line < "'"$scratch/paragraphs"'") > 0) print line; print "</before>"; next } { print }' \
    "$case" >"$scratch/signs.xml"
exits 0 'they are printed' "$formulyar" render -q -f 5.3 -t text,pdf,docx -o "$scratch/out" "$scratch/signs.xml"
exits 0 'and verified' "$formulyar" verify -q "$scratch"/out/*.pdf "$scratch"/out/*.docx

pdftotext -raw "$scratch"/out/*.pdf "$scratch/pdf.txt"
unzip -p "$scratch"/out/*.docx word/document.xml >"$scratch/document.xml"
is "$(grep -o '<w:rFonts w:ascii="Segoe UI Symbol"[^>]*></w:rPr><w:t[^>]*>∡' "$scratch/document.xml" | wc -l)" 1 'DOCX names a font for signs that Times New Roman lacks'
sed 's/<[^>]*>/ /g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' "$scratch/document.xml" >"$scratch/docx.txt"
cp "$scratch"/out/*.txt "$scratch/text.txt"
for kind in pdf docx text; do
    missing=$(cut -f2 "$signs" | sort -u | while IFS= read -r sign; do
        grep -qF -- "$sign" "$scratch/$kind.txt" || printf '%s ' "$sign"
    done)
    is "$missing" '' "$kind: none is lost"
done
# A font's box for what it lacks is glyph 0, which no code of ours may show.
is "$(pdffonts "$scratch"/out/*.pdf | tail -n +3 | grep -vc 'yes yes yes')" 0 'all fonts are embedded, with their text'

# Accents stand where test_marks.c says; here they stay with their letters for whoever copies or searches.
words=('за́мок' 'замо́к,' 'ЗА́МОК' 'Ми́ша;' 'ю́, ы́' '[ɔ̃]' 't̪' 'k͡p' 'd͡ʒ' 'x̄' 'v⃗₀' 'AB⃗' 'а̄мур' 'н̂' 'ъ̆')
sed "s|Транскрипция:.*</before>|${words[*]} конец</before>|" "$case" >"$scratch/accents.xml"
exits 0 'accents are printed' "$formulyar" render -q -f 5.3 -t pdf -o "$scratch/accents" "$scratch/accents.xml"
pdftotext -raw "$scratch"/accents/*.pdf "$scratch/accents.txt"
said=$(tr '\n' ' ' <"$scratch/accents.txt")
for word in "${words[@]}"; do has "$said" "$word" "found: $word"; done
exits 0 'and verified' "$formulyar" verify -q "$scratch"/accents/*.pdf
done_testing
