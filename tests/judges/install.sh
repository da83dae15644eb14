#!/bin/bash
# install.sh [JUDGE...]: gets the judges that are named (all: verapdf preflight
# signing), by their names in Debian, Maven Central and PyPI, into
# build/judges.  What is there is kept, so that a second run needs no network.
set -euo pipefail
cd "$(dirname "$0")/../.."
JUDGES=${JUDGES:-build/judges}

# debian PACKAGE...: installs those that are missing.
debian() {
    local missing=() package root=()
    for package; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    "${root[@]}" apt-get update -q
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

install_verapdf() {
    local home=$JUDGES/verapdf
    debian default-jdk-headless maven
    if ! [ -e "$home/lib/.complete" ]; then
        mvn -q -B -Dstyle.color=never -f tests/judges/verapdf/pom.xml dependency:copy-dependencies \
            -DincludeScope=runtime -DoutputDirectory="$PWD/$home/lib"
        touch "$home/lib/.complete"
    fi
    if ! [ "$home/classes/Judge.class" -nt tests/judges/verapdf/Judge.java ]; then
        javac -cp "$home/lib/*" -d "$home/classes" tests/judges/verapdf/Judge.java
    fi
}

install_preflight() {
    debian default-jre-headless libpdfbox2-java libfontbox2-java libactivation-java \
        libcommons-logging-java libcommons-io-java libbcprov-java libjaxb-api-java
}

install_signing() {
    debian poppler-utils libnss3-tools openssl libengine-gost-openssl python3-venv
    if ! [ "$JUDGES/venv/.complete" -nt tests/judges/requirements.txt ]; then
        python3 -m venv "$JUDGES/venv"
        "$JUDGES/venv/bin/pip" install -q -r tests/judges/requirements.txt
        touch "$JUDGES/venv/.complete"
    fi
}

mkdir -p "$JUDGES"
[ $# -gt 0 ] || set -- verapdf preflight signing
for judge; do
    case $judge in
    verapdf | preflight | signing) "install_$judge" ;;
    *) echo "install.sh: no such judge: $judge" >&2 && exit 2 ;;
    esac
done
