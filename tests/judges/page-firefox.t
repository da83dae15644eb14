#!/bin/bash
# The page in Firefox ESR.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: Firefox" firefox.mjs
