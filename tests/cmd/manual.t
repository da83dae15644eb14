#!/bin/bash
# manual.t - the manual pages name every command, option, message and rule.
. "$(dirname "$0")/lib.sh"
if ! command -v mandoc >/dev/null; then
    skip 'the manual pages' 'apt-get install mandoc'
    done_testing
    exit
fi
codes=$(grep -oE '"[EW][0-9]+"' src/base/messages.def | tr -d '"' | sort -u)
rules=$(grep -ohE ' code="[^"]+"' forms/rules.xml forms/minutes-rules.xml | cut -d'"' -f2 | sort -u)
options=$("$formulyar" --help | grep -oE '^  .{4}--[a-z-]+' | grep -oE '\-\-[a-z-]+')
commands=$("$formulyar" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p')
for page in build/doc/formulyar.1 build/doc/ru/formulyar.1; do
    page=${page/build/$BUILD}
    text=$(mandoc -Tutf8 "$page" | sed 's/.\x08//g')
    missing=$(printf '%s\n' $codes $rules $commands $options | sort -u | comm -23 - <(tr ' ,.()' '\n' <<<"$text" | sort -u))
    is "$missing" '' "$page names them all"
done
done_testing
