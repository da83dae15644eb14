#!/bin/bash
# Thirty cases out of a workbook: the wrong one is mended in the page, all forms saved as one archive.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: a workbook" workbook.mjs
