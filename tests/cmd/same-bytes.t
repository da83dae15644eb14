#!/bin/bash
# same-bytes.t - neither time, nor time zone, nor locale, nor folder is in the output.
. "$(dirname "$0")/lib.sh"
cp "$samples/completed.xml" "$scratch/elsewhere.xml"

"$formulyar" render -q -o "$scratch/a" "$samples/completed.xml"
echo 40000000 >"$scratch/ahead"
locale=$(locale -a 2>/dev/null | grep -iE '^(ru_RU|de_DE|tr_TR)' | head -n 1)
(cd "$scratch" && TZ=Asia/Krasnoyarsk LC_ALL=${locale:-ru_RU.UTF-8} with_clock "$scratch/ahead" "$formulyar" render -q -o b elsewhere.xml)
diff -r "$scratch/a" "$scratch/b"
ok $? 'another year, time zone, locale, folder and file name'
TZ=America/Caracas LC_ALL=C SOURCE_DATE_EPOCH=4102444800 "$formulyar" render -q --lang en -o "$scratch/c" "$samples/completed.xml" 2>/dev/null
diff -r "$scratch/a" "$scratch/c"
ok $? 'another language, and another time that is told'
done_testing
