#!/bin/bash
# case.sh PROGRAM TOOLS: what one case costs, cold: three PDFs and three DOCX on disk.
# Beside it, from the same run: the start of the process alone, and the same
# bytes only deflated and written.  RUNS says how often (default 100).
set -euo pipefail
program=$1 cold=$2/cold
runs=${RUNS:-100}
folder=$(mktemp -d "${TMPDIR:-/tmp}/formulyar-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
case=samples/completed.xml

"$program" render -q -o "$folder/out" "$case"
mapfile -t files < <(find "$folder/out" -type f | sort)

# measure NAME COMMAND...: prints the line and leaves the median in $median.
measure() {
    read -r name median least greatest processor peak _ < <("$cold" "$runs" "$@")
    [ "$peak" = 0 ] && processor=- peak=-
    printf '%-28s %8s %8s %8s %10s %9s\n' "$name" "$median" "$least" "$greatest" "$processor" "$peak"
}

echo "Median of $runs runs, one case ($case), on $(nproc) processors:"
printf '%-28s %8s %8s %8s %10s %9s\n' '' 'ms' 'least' 'greatest' 'processor' 'peak KB'
measure process-start "$program" --help
start=$median
measure floor "$folder" "${files[@]}"
floor=$median
measure check "$program" check -q "$case"
measure render-3-pdf-3-docx bash -c 'exec "$@" -o "$(mktemp -d "$0/XXXXXX")"' "$folder" "$program" render -q "$case"
shell=$median
measure render-over-the-same-files "$program" render -q -o "$folder/out" "$case"
measure render-3-pdf "$program" render -q -t pdf --force -o "$folder/pdf" "$case"
measure render-3-svg "$program" render -q -t svg --force -o "$folder/svg" "$case"
measure render-3-docx "$program" render -q -t docx --force -o "$folder/docx" "$case"
measure shell-and-mktemp bash -c 'exec "$@" "$(mktemp -d "$0/XXXXXX")"' "$folder" true
awk -v all="$shell" -v shell="$median" -v floor="$floor" -v start="$start" 'BEGIN {
    cost = all - shell + 0
    printf "Six files cost %.2f ms beyond the shell that starts them: %.1f times the floor, %.1f process starts.\n",
        cost, cost / floor, cost / start
}'
echo 'Sizes in bytes:'
for file in "${files[@]}"; do
    printf '%8d  %s\n' "$(stat -c %s "$file")" "$(basename "$file")"
done
