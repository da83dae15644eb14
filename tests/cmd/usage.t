#!/bin/bash
# usage.t - help, version and what a wrong command line gets.
. "$(dirname "$0")/lib.sh"

commands=$("$formulyar" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p')
for command in $commands; do
    for language in ru en; do
        exits 0 "$command --help, $language" "$formulyar" "$command" --help --lang $language
        has "$out" ": formulyar $command" "the $language help of $command has an example"
    done
done
run "$formulyar" --help --lang ru
has "$out" 'Код завершения' 'the Russian help tells the exit codes'
run "$formulyar" help render
has "$out" 'Вызов: formulyar render' 'help COMMAND is the help of the command'
exits 0 'version' "$formulyar" --version
has "$out" 'formulyar 0.' 'the version names the program'

exits 2 'no command' "$formulyar"
has "$err" '[E010]' 'no command is E010'
exits 2 'a mistyped command' "$formulyar" chekc x.xml
has "$err" 'check' 'the hint names the command that was meant'
exits 2 'a mistyped option' "$formulyar" render --drfat x.xml
has "$err" '--draft' 'the hint names the option that was meant'
exits 2 'an option of another command' "$formulyar" check -o x y.xml
exits 2 'no file' "$formulyar" render
has "$err" '[E019]' 'E019'
exits 2 'an unknown type' "$formulyar" render -t odt "$samples/completed.xml"
has "$err" 'pdf, docx' 'the types are named'
exits 2 'an unknown part of PDF/A' "$formulyar" render --pdfa 4 "$samples/completed.xml"
exits 1 'an unknown form' "$formulyar" render -f 5.2 -o "$scratch/o" "$samples/completed.xml"
has "$err" '[E024]' 'E024'
has "$err" '5.1, 5.3, 5.4' 'the forms of the edition are named'
exits 1 'an unknown edition' "$formulyar" render --edition none -o "$scratch/o" "$samples/completed.xml"
has "$err" '[E023]' 'E023'
has "$err" 'lesosibirsk2-2024-09-27' 'the editions are named'
[ ! -e "$scratch/o" ]
ok $? 'nothing was made'

mkdir "$scratch/forms"
cp -R forms/. "$scratch/forms"
for file in "$scratch"/forms/*/edition.xml; do
    sed -i 's/ approved="[^"]*"//' "$file"
done
exits 1 'blank forms when no edition is approved' "$formulyar" blank --forms "$scratch/forms" -o "$scratch/o"
has "$err" '[E022]' 'E022'
exits 0 'unless one is named' "$formulyar" blank --forms "$scratch/forms" \
    --edition lesosibirsk2-2024-09-27 -o "$scratch/o"
done_testing
