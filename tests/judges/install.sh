#!/bin/bash
# install.sh [office|page]: gets the outside judges, by their names in Debian, Maven Central,
# PyPI and npm, into build/judges.  What is there is kept: a second run needs no
# network.  `page`: nothing but what drives the page in browsers.
set -euo pipefail
cd "$(dirname "$0")/../.."
JUDGES=${JUDGES:-build/judges}
verapdf=$JUDGES/verapdf
venv=$JUDGES/venv

# The browsers, and what types into them: versions and checksums are those of the lock file.
page_judges() {
    local folder=$JUDGES/page lock=tests/judges/page/package-lock.json
    command -v node >/dev/null && command -v npm >/dev/null || tools/install-packages node || return
    tools/install-packages page-judges || return
    if ! cmp -s "$lock" "$folder/.complete"; then
        mkdir -p "$folder"
        cp "$lock" "${lock%-lock.json}.json" tests/judges/page/.npmrc "$folder"
        (cd "$folder" && npm ci --ignore-scripts --no-progress --loglevel=error) || return
        cp "$lock" "$folder/.complete"
    fi
}

if [ "${1:-}" = page ]; then
    page_judges
    exit
fi
page_judges || echo "without browsers or npm: the judges of the page are skipped"

tools/install-packages judges
tools/install-packages judges-gost || echo "without the GOST engine: its checks are skipped"

mkdir -p "$JUDGES"
if ! [ "$verapdf/lib/.complete" -nt tests/judges/verapdf/pom.xml ]; then
    rm -rf "$verapdf"
    mvn -B -f tests/judges/verapdf/pom.xml -l "$JUDGES/maven.log" dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$PWD/$verapdf/lib" || {
        cat "$JUDGES/maven.log"
        exit 1
    }
    touch "$verapdf/lib/.complete"
fi
if ! [ "$verapdf/classes/Judge.class" -nt tests/judges/verapdf/Judge.java ]; then
    javac -cp "$verapdf/lib/*" -d "$verapdf/classes" tests/judges/verapdf/Judge.java
fi

if ! [ "$venv/.complete" -nt tests/judges/requirements.txt ]; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q --disable-pip-version-check -r tests/judges/requirements.txt
    touch "$venv/.complete"
fi

# The core of ONLYOFFICE is 100 MB: only who asks for it gets it.
office=$JUDGES/office-venv
if [ "${1:-}" = office ] && ! [ "$office/.complete" -nt tests/judges/requirements-office.txt ]; then
    rm -rf "$office"
    python3 -m venv "$office"
    "$office/bin/pip" install -q --disable-pip-version-check -r tests/judges/requirements-office.txt
    touch "$office/.complete"
fi
