#!/bin/bash
# Files and words that mean harm to the page.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: hostile files" hostile.mjs
