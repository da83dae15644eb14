#!/bin/bash
# describe.t - what a page relies on holds in what describes the fields: the goldens that test_describe compares.
. tests/tap.sh

if ! command -v python3 >/dev/null; then
    skip "descriptions hold together" "apt-get install python3"
    done_testing
    exit
fi
is "$(tests/library/describe.py tests/library/describe-*.json 2>&1)" "" \
    'each path is shown once and explained, labels are those of messages'
is "$(sed 's/"conclusion\/reasons","conclusion/"conclusion/' tests/library/describe-case.json | tests/library/describe.py /dev/stdin)" \
    '/dev/stdin: conclusion/reasons: shown 0 times' 'a path that is not shown is missed'
is "$(sed 's/"label":{"ru":"ФИО учителя"/"label":{"ru":"Учитель"/' tests/library/describe-case.json | tests/library/describe.py /dev/stdin)" \
    '/dev/stdin: teacher: the form has «Учитель», messages have «ФИО учителя»' 'so is a label that is another one in messages'
done_testing
