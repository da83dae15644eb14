#!/bin/bash
# new-minutes.t - the council file to start from.
. "$(dirname "$0")/lib.sh"

exits 0 'new --minutes without cases' "$formulyar" new --minutes -o "$scratch/empty.xml"
exits 0 'it can be checked as a draft' "$formulyar" check --draft "$scratch/empty.xml"
exits 0 'a draft of it prints' "$formulyar" minutes --draft -q -o "$scratch/out" "$scratch/empty.xml"
is "$(cd "$scratch/out" && echo *)" 'minutes_draft.docx minutes_draft.pdf' 'under a name for drafts'

mkdir "$scratch/school" "$scratch/school/cases"
cp "$samples"/{completed,not-held,active,namesakes}.xml "$scratch/school/cases"
cd "$scratch/school" || exit 1
exits 0 'from cases' "$formulyar" new --minutes -o m.xml cases/completed.xml cases/not-held.xml cases/active.xml cases/namesakes.xml
text=$(cat m.xml)
has "$text" '<file>cases/completed.xml</file>' 'it says where the cases are'
is "$(grep -c '<file>cases/' m.xml)" 4 'each file once'
is "$(grep -c '<item case=' m.xml)" 5 'an item for each case'
has "$text" 'О результатах индивидуального сопровождения Савельевой Дарьи Игоревны.' 'a typed genitive is used'
has "$text" $'О результатах индивидуального сопровождения (педагог: Грибанова\u00a0О.В.).' 'a missing one is avoided'
has "$text" 'Рекомендовать Савельевой Дарье Игоревне повышение квалификации.' 'a typed dative too'

# decided FILE: decisions that are not inside a comment.
decided() { sed -e 's/<!--.*-->//' -e '/<!--/,/-->/d' "$1" | grep -c '<decision'; }
is "$(decided m.xml)" 0 'nothing is decided by the program'
sed -i 's/<minutes /&date="2026-06-01" number="7" /; s/<surname><\/surname>/<surname>Ерёменко<\/surname>/' m.xml
sed -i '/<secretary/,/<\/secretary/s/Ерёменко/Белова/; s/<present>/<present count="9">/' m.xml
exits 0 'filled in, it is a council file' "$formulyar" check m.xml
has "$err" '[M7]' 'that lacks decisions'

# Whoever takes the comment signs off the first decision of each item gets minutes.
sed -i -e '/<!-- завершено:$/d' -e '/<!-- не состоялось:$/d' -e '/<!-- начать:$/d' m.xml
awk '/<decided>/ { first = 1 } /^ *-->$/ && first { first = 0; next } { print }' m.xml >n.xml
is "$(decided n.xml)" 5 'with the comment signs gone there are decisions'
exits 0 'which make minutes' "$formulyar" minutes -q -t text -o . n.xml
has "$(cat minutes_2026-06-01_7.txt)" $'1.1. Признать индивидуальное сопровождение Савельевой Дарьи Игоревны завершённым (приложение №\u00a01).' \
    'the line is printed with its appendix'
has "$(cat minutes_2026-06-01_7.txt)" $'2.1. Педагог: Грибанова\u00a0О.В. Принять к сведению' 'the recast one too'

exits 1 'an existing file is not replaced' "$formulyar" new --minutes -o m.xml cases/active.xml
has "$err" '[E028]' 'E028'
mkdir council
exits 1 'cases outside of the folder of the file' "$formulyar" new --minutes -o council/m.xml cases/active.xml
has "$err" '[E162]' 'cannot be cited'
exits 0 'a path below it' "$formulyar" new --minutes -o ./k.xml ./cases/active.xml
has "$(cat k.xml)" '<file>cases/active.xml</file>' 'is shortened'
exits 3 'a case that is not there' "$formulyar" new --minutes cases/none.xml
exits 2 'a case without --minutes' "$formulyar" new cases/active.xml
has "$err" '[E030]' 'E030'

# What is typed in a case cannot break out of a comment or of the text.
sed 's/Савельевой Дарьи Игоревны/Савельевой --> \&lt;Д\&gt;--- \&amp;/' cases/completed.xml >cases/odd.xml
"$formulyar" new --minutes cases/odd.xml >odd.xml
if command -v xmllint >/dev/null; then
    exits 0 'odd characters' xmllint --noout --schema "$OLDPWD/forms/minutes.xsd" odd.xml
    exits 0 'the whole of it' xmllint --noout --schema "$OLDPWD/forms/minutes.xsd" n.xml
else
    skip 'odd characters' 'apt-get install libxml2-utils'
fi
is "$(decided odd.xml)" 0 'end no comment'
done_testing
