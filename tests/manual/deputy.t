#!/bin/bash
# What doc/manual/deputy.md tells to do, done; what it shows, compared.
# shellcheck source=tests/manual/lib.sh
. "$(dirname "$0")/lib.sh"
follow deputy.md
