#!/bin/bash
# make.sh VERSION: puts what this version reads and makes into tests/archive/VERSION, once, when it is released; nothing
# of it is ever changed afterwards.
set -euo pipefail
cd "$(dirname "$0")/../.."
formulyar=$PWD/${BUILD:-build}/formulyar
out=$PWD/tests/archive/$1
mkdir "$out" "$out/cases" "$out/council"
cp forms/case.xsd forms/minutes.xsd forms/organization.xml forms/rules.xml "$out"
cp -r forms/lesosibirsk2-2024-09-27 "$out/edition"
for name in completed draft registered active not-held mentor-replaced decomposed partly-and-not-removed windows-1251 no-patronymic; do
    cp "samples/$name.xml" "$out/cases"
done
cp samples/namesakes.xml "$out/list.xml"
cp samples/council/one-appendix.xml samples/council/2025-031.xml "$out/council"
cd "$out"
"$formulyar" new --workbook -q -o workbook.xlsx cases/completed.xml cases/not-held.xml cases/registered.xml
"$formulyar" batch -q -o report --organization organization.xml cases list.xml || true # the draft is none
mkdir made
for name in 2025-014 2025-022 2025-031; do cp report/"$name"_5.4.docx made 2>/dev/null || true; done
mv report/*.pdf made
rm report/*.docx
"$formulyar" render -q --draft -t pdf,docx --organization organization.xml -o made/draft cases/draft.xml 2>/dev/null
"$formulyar" render -q --pdfa 1 -f 5.3 -t pdf --organization organization.xml -o made/pdfa1 cases/completed.xml
"$formulyar" render -q --pdfa 3 -f 5.1 -t pdf --organization organization.xml -o made/pdfa3 cases/completed.xml
"$formulyar" blank -q -t pdf,docx --organization organization.xml -o made/blank
"$formulyar" minutes -q -t pdf,docx --organization organization.xml -o made/minutes council/one-appendix.xml
"$formulyar" bundle -q --paper --organization organization.xml -o made/paper.pdf council/one-appendix.xml
: >reasons.txt
chmod -R u=rwX,go=rX .
"$formulyar" --version
