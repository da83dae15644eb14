#!/bin/bash
# tags.sh PROGRAM TOOLS: what tags cost in time and bytes, against the same pages without them.
. "$(dirname "$0")/lib.sh"
rounds=${TAG_ROUNDS:-11}
share=$(dirname "$program")/share

echo "What a form costs with and without tags, laid out and written in memory, median of $rounds rounds:"
printf '%-34s %12s %12s %12s\n' '' 'us a form' 'tagged to it' 'bytes a form'
"$tools/untagged" "$rounds" "$share/fonts" "$(cases 300)" |
    while read -r name time ratio bytes; do
        case $name in
        untagged) name='without marks and structure tree' ;;
        bare) name='nor XMP and output intent' ;;
        esac
        printf '%-34s %12s %12s %12s\n' "$name" "$time" "$ratio" "$bytes"
    done
