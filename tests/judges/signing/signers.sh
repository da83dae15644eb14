# signers.sh - three ways to sign a field, with throw-away keys of two people.
# Each tool has TOOL_sign IN OUT FIELD PERSON, with PERSON 1 or 2, TOOL_look FILE...
# that examines signed files, and TOOL_verify FILE COUNT: true when COUNT
# signatures are valid, the last one over the whole file.  What it saw stands in
# $scratch/verify.log.  make_keys first.
# shellcheck shell=bash
: "${scratch:?source lib.sh first}"
tools=$PWD/tests/judges/signing
keys=$scratch/keys

make_keys() {
    local person
    mkdir -p "$keys/nss"
    head -c 256 /dev/urandom >"$keys/noise"
    certutil -N -d "sql:$keys/nss" --empty-password
    for person in 1 2; do
        certutil -S -x -d "sql:$keys/nss" -n person$person -s "CN=Person $person" -t C,C,C \
            -m $person -v 1 -g 2048 -Z SHA256 -z "$keys/noise"
        openssl req -x509 -newkey rsa:2048 -nodes -subj "/CN=Person $person" -days 30 \
            -addext keyUsage=digitalSignature,nonRepudiation -keyout "$keys/rsa$person.key" -out "$keys/rsa$person.pem"
        OPENSSL_CONF=$tools/gost.cnf openssl req -engine gost -x509 -newkey gost2012_256 -pkeyopt paramset:A \
            -md_gost12_256 -nodes -subj "/CN=Person $person" -days 30 \
            -keyout "$keys/gost$person.key" -out "$keys/gost$person.pem"
    done >"$keys/log" 2>&1
    cat "$keys"/rsa?.pem >"$keys/rsa.pem"
    cat "$keys"/gost?.pem >"$keys/gost.pem" 2>/dev/null # none without the engine
}

poppler_sign() {
    pdfsig -nssdir "sql:$keys/nss" -nss-pwd '' -nick "person$4" -sign "$3" "$1" "$2" >"$scratch/sign.log" 2>&1
}

poppler_look() { :; }

poppler_verify() {
    pdfsig -nssdir "sql:$keys/nss" "$1" >"$scratch/verify.log" 2>/dev/null
    [ "$(grep -c 'Signature is Valid' "$scratch/verify.log")" -eq "$2" ] &&
        [ "$(grep -c ' - Total document signed' "$scratch/verify.log")" -eq 1 ]
}

pyhanko_sign() {
    "$JUDGES/venv/bin/python" "$tools/pades.py" sign "$1" "$2" "$3" \
        "$keys/rsa$4.pem" "$keys/rsa$4.key" >"$scratch/sign.log" 2>&1
}

# One process for all files: it takes longer to start than to verify.
pyhanko_look() {
    "$JUDGES/venv/bin/python" "$tools/pades.py" verify "$keys/rsa.pem" "$@" >>"$scratch/pyhanko.log" 2>"$scratch/pyhanko.err"
}

# Its difference analysis must find nothing but other fields signed.
pyhanko_verify() {
    poppler_verify "$@"
    local valid=$?
    grep -a -F "$1 " "$scratch/pyhanko.log" >>"$scratch/verify.log"
    [ "$(grep -a -F "$1 " "$scratch/pyhanko.log" | grep -a -c -E ' valid (NONE|FORM_FILLING)$')" -eq "$2" ] && return $valid
}

gost_sign() {
    OPENSSL_CONF=$tools/gost.cnf python3 "$tools/sign_gost.py" "$1" "$2" "$3" \
        "$keys/gost$4.pem" "$keys/gost$4.key" >"$scratch/sign.log" 2>&1
}

gost_look() { :; }

gost_verify() {
    OPENSSL_CONF=$tools/gost.cnf python3 "$tools/verify_gost.py" "$1" "$keys/gost.pem" >"$scratch/verify.log" 2>&1 &&
        [ "$(grep -c ' valid ' "$scratch/verify.log")" -eq "$2" ] &&
        [ "$(grep -c ' whole$' "$scratch/verify.log")" -eq 1 ]
}
