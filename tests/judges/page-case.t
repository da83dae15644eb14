#!/bin/bash
# A case from nothing to three PDFs, by keyboard alone; the bytes are the program's.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: a case" case.mjs
