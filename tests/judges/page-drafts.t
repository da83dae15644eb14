#!/bin/bash
# What the page keeps in the browser: nothing unasked, a draft when asked.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: drafts" drafts.mjs
