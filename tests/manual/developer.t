#!/bin/bash
# What doc/manual/developer.md tells to do, done; what it shows, compared.
# shellcheck source=tests/manual/lib.sh
. "$(dirname "$0")/lib.sh"
follow developer.md
