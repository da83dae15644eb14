#!/bin/bash
# workbook.sh PROGRAM TOOLS: cases out of a workbook beside the same cases as XML. 60 cases of three
# problems are read and checked (bar: 50 ms), a batch of them is made (bar: 20 % beyond XML), and
# 10,000 rows are read (bar: 64 MB).
. tests/bench/lib.sh
export PYTHONDONTWRITEBYTECODE=1
python3 tests/import/book.py 60 "$folder/60.xlsx"
python3 tests/import/book.py 2000 "$folder/2000.xlsx"
for name in 60 2000; do
    "$program" import -q -o "$folder/$name.xml" "$folder/$name.xlsx"
done
runs=${RUNS:-100}
rounds=${ROUNDS:-5}

# figures NAME RUNS COMMAND...: a line, and the median of the time in $median.
figures() {
    local name=$1 times=$2 least greatest processor peak
    shift 2
    # What is said of cases is not looked at.
    read -r name median least greatest processor peak _ < <("$tools/cold" "$times" "$name" "$@" 2>/dev/null)
    printf '%-28s %8s %8s %8s %10s %9s\n' "$name" "$median" "$least" "$greatest" "$processor" "$peak"
}

echo "A workbook of 60 cases with three problems each, and of 10,000 rows; XML beside it:"
printf '%-28s %8s %8s %8s %10s %9s\n' '' 'ms' 'least' 'greatest' 'processor' 'peak KB'
for kind in xlsx xml; do
    figures "check-60-$kind" "$runs" "$program" check -q "$folder/60.$kind"
done
for kind in xlsx xml; do
    figures "batch-60-$kind" "$((rounds * 4))" bash -c 'out=$(mktemp -d "$0/XXXXXX"); "$@" -o "$out"; rm -rf "$out"' \
        "$folder" "$program" batch -q "$folder/60.$kind"
done
for kind in xlsx xml; do
    figures "check-10000-rows-$kind" 3 "$program" check -q "$folder/2000.$kind"
done
