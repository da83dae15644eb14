#!/bin/bash
# stale.t - a form that the state of its case does not allow any more is named, and stays.
. "$(dirname "$0")/lib.sh"
cd "$scratch" || exit 1
id=$(grep -o ' id="20[^"]*"' "$samples/completed.xml" | head -n 1 | cut -d'"' -f2)
cp "$samples/completed.xml" case.xml
"$formulyar" render -q -t pdf,docx -o out case.xml
"$formulyar" batch -q -t pdf,docx -o many case.xml
exits 0 'as long as the state is the same' "$formulyar" render -q -t pdf,docx -o out case.xml
is "$err" '' 'nothing is said'

sed -i '0,/status="completed"/s//status="active"/' case.xml
files() { (cd "$1" && echo *_5.*); }
before=$(files out)
for run in 1 2; do
    exits 0 "render, the state is another now ($run)" "$formulyar" render --lang en -t pdf,docx -o out case.xml
    for form in 5.3 5.4; do
        has "$err" "out/${id}_$form.pdf: warning: the file is left from an earlier state of the case $id: form $form is not due" "$form is named"
    done
    is "$(grep -c '\[W622\]' <<<"$err")" 4 'PDF and DOCX of two forms'
    exits 0 "batch ($run)" "$formulyar" batch --lang en -t pdf,docx -o many case.xml
    is "$(grep -c '\[W622\]' <<<"$err")" 4 'says the same'
    has "$(cat many/report.json)" ' W622 W622' 'and so does its report'
done
is "$(files out)" "$before" 'nothing is deleted'
run "$formulyar" render -q -f 5.1 -t pdf -o out case.xml
is "$(grep -c '\[W622\]' <<<"$err")" 4 'whatever form is asked for'
run "$formulyar" render -q -t text -f 5.1 -o - case.xml
is "$(grep -c '\[W622\]' <<<"$err")" 0 'not where no folder is written to'
cd out && run "$formulyar" render -q -t pdf ../case.xml
is "$(grep -c '\[W622\]' <<<"$err")" 4 'in the current folder'
cd ..
run "$formulyar" render -q --force --draft -f 5.4 -t docx -o out case.xml
is "$(grep '\[W622\]' <<<"$err" | cut -d: -f1 | sort | tr '\n' ' ')" "out/${id}_5.3.docx out/${id}_5.3.pdf " \
    'a draft of a form that is made now is none'
rm out/*_5.[34].*
exits 0 'when they are gone' "$formulyar" render -q -t pdf,docx -o out case.xml
is "$(grep -c '\[W622\]' <<<"$err")" 0 'it is quiet'
done_testing
