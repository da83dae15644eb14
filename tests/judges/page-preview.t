#!/bin/bash
# The sheet beside the fields, without typefaces too; a large paste.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: the sheet beside the fields" preview.mjs
