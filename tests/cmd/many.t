#!/bin/bash
# many.t - whatever is said of a case among many in one file names the case.
. "$(dirname "$0")/lib.sh"
cd "$scratch" || exit 1
python3 - "$samples/thirty.xml" <<'END'
import re, sys
parts = re.split(r"(?=<case )", open(sys.argv[1], encoding="utf-8").read())
def write(name, changes):
    copy = list(parts)
    for index, pattern, by in changes:
        copy[index], count = re.subn(pattern, by, copy[index], count=1, flags=re.S)
        assert count, pattern
    open(name, "w", encoding="utf-8").write("".join(copy))
    return copy
broken = [(2, r"<assessment>\w+", "<assessment>splendid"),      # the schema
          (4, r"<finding>.*?</finding>", "<finding/>"),         # a rule
          (6, r"</problem>", "<x/></problem>"),                 # an element too much
          (8, r'date="20', 'date="30')]                         # a date
write("bad.xml", broken)
write("glyph.xml", [(3, r"<surname>(\w+)", r"<surname>\1中")])
copy = write("ids.xml", [(5, r' id="[^"]*"', ' id="Иванова И.И."'), (5, r"<assessment>\w+", "<assessment>splendid")])
write("between.xml", [(3, r"</case>", "</case> words")])
END
ids=$(grep -o '<case [^>]*id="[^"]*"' bad.xml | sed 's/.*id="//; s/"//')
id() { sed -n "$1p" <<<"$ids"; }
named() { sed -n 's/^[^ ]*: \(error\|warning\): case \(20[^:]*\): .*/\2/p' <<<"$err" | sort -u | tr '\n' ' '; }
wanted="$(id 2) $(id 4) $(id 6) $(id 8) "
for command in 'check' 'render -t docx -o o' 'batch -t docx -o b' 'summary --school-year 2025/2026 -t csv -o s' \
    'bundle --number 5 --date 28.05.2028 -f 5.1 -o b.pdf'; do
    exits 1 "$command" "$formulyar" $command --lang en bad.xml
    is "$(named)" "$wanted" 'names the cases'
    is "$(grep -c '^bad.xml' <<<"$err")" "$(grep -c ': case 20' <<<"$err")" 'with every message'
done
run "$formulyar" new --minutes --lang en -o m.xml bad.xml
is "$(named)" "$(id 2) $(id 6) " 'new --minutes names those that the schema refuses'
run "$formulyar" check --lang ru bad.xml
has "$err" "ошибка: дело $(id 2): 5.4" 'in Russian too'
run "$formulyar" check --json bad.xml
has "$err" "\"case\":\"$(id 2)\"" 'and in JSON'

# What is found when all cases are laid out together.
for command in 'check' 'render -t pdf -o o' 'batch -t pdf -o b' 'summary --school-year 2025/2026 -t pdf -o s' \
    'bundle --number 5 --date 28.05.2028 -f 5.1 -o b.pdf'; do
    exits 1 "$command: a character" "$formulyar" $command --lang en glyph.xml
    is "$(named)" "$(id 3) " 'the case is named'
done

# An id that the schema refuses may be anything.
run "$formulyar" check --lang en ids.xml
is "$(named)" '' 'what is no id is not repeated'
is "$(grep -c 'Иванова' <<<"$err")" 0 'nowhere'
run "$formulyar" check --lang en between.xml
is "$(grep -c '\[E134\]' <<<"$err") $(named)" '1 ' 'what is wrong behind a case is not of it'
run "$formulyar" check --lang en bad.xml "$samples/draft.xml"
is "$(grep '^/' <<<"$err" | grep -c ': case ')" 0 'a case alone in its file needs no name'
done_testing
