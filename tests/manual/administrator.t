#!/bin/bash
# What doc/manual/administrator.md tells to do, done; what it shows, compared.
# shellcheck source=tests/manual/lib.sh
. "$(dirname "$0")/lib.sh"
follow administrator.md
