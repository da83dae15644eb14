#!/bin/bash
# signatures.t - what verify and fields say of signatures, inside a PDF and beside a file.  The signed
# files were made by signatures/make.py.
. "$(dirname "$0")/lib.sh"
signed=$PWD/tests/cmd/signatures
paper=$scratch/paper.pdf
cp "$signed/paper.pdf" "$paper"

# beside WANTED NAME SIGNATURE [AS]: verifies the paper with this signature beside it.
beside() {
    rm -f "$scratch"/paper.pdf.* "$scratch"/paper.[^pd]*
    cp "$signed/$3" "$scratch/${4:-paper.pdf.sig}"
    exits "$1" "$2" "$formulyar" verify "$paper"
}
hasnt() {
    case $1 in
    *"$2"*) ok 1 "$3" ;;
    *) ok 0 "$3" ;;
    esac
}

# ---- beside the file ------------------------------------------------------------------------
exits 0 'no signature' "$formulyar" verify "$paper"
hasnt "$out" 'подпись рядом' 'none is told'
beside 0 'GOST R 34.11-2012, 256 bits, DER' gost256.sig
has "$out" 'подпись рядом с файлом, paper.pdf.sig; отпечаток Стрибог-256 (ГОСТ Р 34.11-2012) совпадает' 'the digest matches'
has "$out" 'сертификат: CN=Пробная Анна Ильинична, O=Школа № 0, SN=Пробная, G=Анна Ильинична, СНИЛС=00000000000; издатель: CN=' 'whose certificate'
has "$out" 'UTC (signingTime)' 'when, and who says so'
has "$out" 'подлинность сертификата и подписи не проверялась' 'what was not asked'
is "$(grep -cE '; серийный номер [0-9a-f]{20,40}; действует с [0-9.]{10} [0-9:]{8} UTC по [0-9.]{10} ' <<<"$out")" 1 'serial number and validity'
beside 0 '512 bits, PEM' gost512.sig paper.pdf.p7s
has "$out" 'Стрибог-512 (ГОСТ Р 34.11-2012) совпадает' 'the digest matches'
beside 0 'base64 without the lines of PEM' base64.sig paper.pdf.SIG
has "$out" 'paper.pdf.SIG; отпечаток Стрибог-256 (ГОСТ Р 34.11-2012) совпадает' 'in capital letters too'
beside 0 'in mixed letters' gost256.sig paper.pdf.sIg
has "$out" 'paper.pdf.sIg; отпечаток' 'is read'
beside 0 'a signature of GnuPG' nocerts.sig paper.pdf.asc
is "$out$err" "$("$formulyar" verify "$signed/paper.pdf" | sed "s|^.*paper.pdf:|$paper:|")" 'is not asked about'
beside 0 'X.sig beside X.pdf' gost256.sig paper.sig
has "$out" 'paper.sig; отпечаток Стрибог-256 (ГОСТ Р 34.11-2012) совпадает' 'is read'
beside 0 'the file inside the signature, BER' ber.p7m paper.pdf.p7m
has "$out" 'Стрибог-256 (ГОСТ Р 34.11-2012) совпадает' 'the file inside is this one'
beside 0 'no certificate' nocerts.sig
has "$out" 'сертификата в подписи нет; издатель: CN=Пробная' 'is told, and whose it is'
beside 0 'no signed attributes' noattr.sig
has "$out" 'отпечаток Стрибог-256 (ГОСТ Р 34.11-2012) без ключа не сверить' 'nothing is claimed'
beside 0 'a signer named by his key' keyid.sig
has "$out" 'сертификат: CN=По ключу' 'is found'
beside 0 'two signers' two.sig
is "$(grep -c 'подписавший: отпечаток .* совпадает' <<<"$out")" 2 'are told'
beside 0 'SHA-1' sha1.sig
has "$out" 'SHA-1 (устарел, ненадёжен) совпадает' 'is named as weak'
beside 0 'RSA-PSS' pss.sig
has "$out" 'отпечаток SHA-256 совпадает' 'matches'
beside 0 'a digest of an unknown kind' unknown.sig
has "$out" 'отпечаток не сверить: его вид программе не известен' 'nothing is claimed'
beside 0 'a name in UTF-16' bmp.sig
has "$out" 'CN=Кириллица BMP' 'is read'
beside 0 'a time stamp over the signature' stamped.sig
has "$out" '; отметка времени на подписи: ' 'is told'
beside 1 'a time stamp of another signature' foreign-stamp.sig
has "$err" '[E535]' 'E535'
beside 1 'a signature of another text' other.sig
has "$out" 'НЕ СОВПАДАЕТ' 'is told'
has "$err" '[E532]' 'E532'
hasnt "$err" 'Пробная' 'no name in the message'
beside 0 'messageDigest twice' doubled.sig
has "$err" '[W531]' 'W531'
has "$out" 'состав подписи не разобран' 'said in words'
hasnt "$out" 'совпадает' 'nothing is claimed'
printf 'no signature at all' >"$scratch/junk"
cp "$scratch/junk" "$scratch/paper.pdf.sig"
exits 0 'a file of that name that is no signature' "$formulyar" verify "$paper"
has "$err" '[W531]' 'W531'
beside 0 'a name that plays tricks' hostile.sig
has "$out" 'CN=Anna\, O\=Bank\; подлинность проверена\0A  X.pdf: цел\1B[2J\E2\80\AE' 'is shown as what it is'
is "$(wc -l <<<"$out")" 4 'on its one line'

# What changed after signing.
cp "$signed/gost256.sig" "$scratch/paper.pdf.sig"
sed -i 's/PrintScaling\/None/PrintScaling\/Nono/' "$paper"
exits 1 'the paper was changed after signing' "$formulyar" verify "$paper"
has "$err" '[E532]' 'E532'
cp "$signed/paper.pdf" "$paper"

rm "$scratch"/paper.pdf.*
cp "$signed/paper.docx" "$scratch/paper.docx"
cp "$signed/docx.p7s" "$scratch/paper.p7s"
exits 0 'a DOCX' "$formulyar" verify "$scratch/paper.docx"
has "$out" 'paper.p7s; отпечаток Стрибог-512 (ГОСТ Р 34.11-2012) совпадает' 'its signature matches'
exits 0 'the PDF of the same name' "$formulyar" verify "$paper"
has "$out" 'paper.p7s; это подпись другого файла с тем же именем' 'has another name for that'
rm "$scratch/paper.docx"
exits 1 'when the DOCX is gone' "$formulyar" verify "$paper"
has "$err" '[E532]' 'E532'
rm "$scratch/paper.p7s"
mkfifo "$scratch/paper.pdf.sig"
exits 0 'a pipe of that name' timeout 20 "$formulyar" verify "$paper"
rm "$scratch/paper.pdf.sig"

# ---- inside a PDF -----------------------------------------------------------------------------
gost=$scratch/gost.pdf
cp "$signed/gost.pdf" "$gost"
exits 0 'two GOST signatures' "$formulyar" verify "$gost"
has "$out" 'подпись в поле sig_deputy (adbe.pkcs7.detached); охватывает файл по редакцию 2, дальше дописано позже; отпечаток Стрибог-256 (ГОСТ Р 34.11-2012) совпадает' 'the first'
has "$out" 'подпись в поле sig_lead (ETSI.CAdES.detached); охватывает весь файл; отпечаток Стрибог-512 (ГОСТ Р 34.11-2012) совпадает' 'the second'
has "$out" '(signingTime), 20.05.2027 12:00:00 +07:00 (/M)' 'both claimed times'
run "$formulyar" fields --lang en "$gost"
has "$out" 'signature in the field sig_lead (ETSI.CAdES.detached); covers the whole file; digest Streebog-512 (GOST R 34.11-2012) matches' 'fields tells them too'
has "$out" 'whether certificate and signature are genuine was not checked' 'and what was not asked'
is "$(grep -c '^sig_' <<<"$out")" 3 'a row for each field'
"$formulyar" verify --json "$gost" >"$scratch/json"
python3 - "$scratch/json" <<'END'
import json, sys
first, second = json.load(open(sys.argv[1]))["signatures"]
assert (first["covers"], first["revision"], second["covers"]) == ("revision", 2, "file")
assert second["signers"][0]["digest_match"] == "same" and second["genuine"] == "not-checked"
assert second["claimed"] == "2027-05-20T12:00:00+07:00" and second["subfilter"] == "ETSI.CAdES.detached"
assert second["signers"][0]["subject"].startswith("CN=Пробная")
END
ok $? 'verify --json'
"$formulyar" fields --json "$gost" >"$scratch/json"
python3 - "$scratch/json" <<'END'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
assert [row["signed"] for row in rows] == [True, True, False]
assert rows[1]["signature"]["field"] == "sig_lead" and "signature" not in rows[2]
END
ok $? 'fields --json'
exits 0 'adbe.pkcs7.sha1' "$formulyar" verify "$signed/sha1-inside.pdf"
has "$out" '(adbe.pkcs7.sha1); охватывает весь файл; отпечаток SHA-1 (устарел, ненадёжен) совпадает' 'its digest lies inside'
exits 0 'adbe.x509.rsa_sha1' "$formulyar" verify "$signed/bare-rsa.pdf"
has "$out" 'отпечаток без ключа не сверить' 'has none to see'
has "$out" 'сертификат: CN=Rsa Person' 'but a certificate'

run "$formulyar" verify --lang en "$signed/lta.pdf"
has "$out" '(ETSI.CAdES.detached); covers the file up to revision 2, what follows was added later; digest SHA-256 matches; time claimed by the signer: ' 'PAdES B-LTA: the signature'
has "$out" ' (/M); a time stamp over it: 20' 'the time stamp over it'
has "$out" '(ETSI.RFC3161); covers the file up to revision 3, what follows was added later; digest SHA-256 matches; stamped at 20' 'the time stamp of the document'
has "$out" 'certificate: CN=Test stamps; issued by CN=Test authority' 'whose stamp'
run "$formulyar" verify --lang en "$signed/certified.pdf"
is "$(grep -c '; digest SHA-256 matches; ' <<<"$out")" 2 'a certification, then a signature without a place'

# edited WANTED NAME PERL CODE: gost.pdf after an edit that keeps its length.
edited() {
    perl -0777 -pe "$3" "$gost" >"$scratch/edited.pdf"
    if cmp -s "$gost" "$scratch/edited.pdf"; then
        ok 1 "$2: the edit finds its place"
        return
    fi
    exits "$1" "$2" "$formulyar" verify "$scratch/edited.pdf"
    has "$err" "[$4]" "$4"
}
edited 1 'a signed byte changed behind the first revision' 's/\+07(?!.*\+07)/+08/s' E530
has "$out" 'охватывает весь файл; отпечаток Стрибог-512 (ГОСТ Р 34.11-2012) НЕ СОВПАДАЕТ' 'that one alone'
has "$out" 'охватывает файл по редакцию 2, дальше дописано позже; отпечаток Стрибог-256 (ГОСТ Р 34.11-2012) совпадает' 'the earlier one still fits'
hasnt "$err" 'Пробная' 'no name in the message'
edited 1 'a byte range that leaves a byte more out' 's/(.*ByteRange \[0 )(\d+)/$1 . ($2 - 1)/es' E531
edited 1 'a byte range that begins later' 's/(.*)ByteRange \[0/$1ByteRange [1/s' E531
edited 1 'a byte range past the end' 's/(.*ByteRange \[0 \d+ +\d+ +)\d/${1}9/s' E531
edited 1 'a byte range of three numbers' 's/(.*ByteRange \[0 \d+ +\d+ +)(\d+)/$1 . " " x length($2)/es' E531
edited 0 'no CMS' 's/(.*\/Contents <)30/${1}31/s' W530
has "$out" 'состав подписи не разобран' 'said in words'

# ---- the reader ----------------------------------------------------------------------------------
mkdir "$scratch/bin"
cp "$formulyar" "$scratch/bin/"
exits 3 'formulyar-cms is not there' "$scratch/bin/formulyar" verify "$gost"
has "$err" '[E533]' 'E533'
for end in 'kill -SEGV $$' 'exit 77' 'head -c 9000000 /dev/zero'; do
    printf '#!/bin/sh\n%s\n' "$end" >"$scratch/bin/formulyar-cms"
    chmod +x "$scratch/bin/formulyar-cms"
    exits 1 "formulyar-cms ends with «$end»" "$scratch/bin/formulyar" verify "$gost"
    has "$err" '[E534]' 'E534'
done
printf '#!/bin/sh\nprintf "signer 1\\nmessage-digest xyz\\nserial \\33[2J\\nsubject \\377\\n"\n' >"$scratch/bin/formulyar-cms"
exits 0 'an answer that is no text' "$scratch/bin/formulyar" verify "$gost"
has "$err" '[W530]' 'W530'
exits 3 'formulyar-cms by hand' "$BUILD/formulyar-cms"

# hostile NAME PYTHON: bytes that PYTHON prints; the reader is done with them within 2 s and 64 MB.
hostile() {
    python3 -c "import sys; sys.stdout.buffer.write($2)" >"$scratch/hostile.sig"
    mv "$scratch/hostile.sig" "$scratch/paper.pdf.sig"
    times >"$scratch/before"
    exits "${3:-0}" "$1" "$formulyar" verify "$paper"
    times >"$scratch/after" # of the processor, our children's in the second line
    awk -F '[ms ]+' 'FNR == 2 { used = $1 * 60 + $2 + $3 * 60 + $4 - used } END { exit used > 5 }' "$scratch/before" "$scratch/after"
    ok $? 'in good time'
}
hostile 'a length of 2 GB' 'b"\x30\x84\x7f\xff\xff\xff" + b"\x06" * 100'
hostile 'nothing but beginnings' 'b"\x30\x80" * 500000'
hostile 'beginnings inside a signature' 'open("'"$signed"'/gost256.sig", "rb").read()[:19] + b"\xa0\x80\x24\x80" * 200000'
for many in certificates signers attributes; do
    python3 "$signed/many.py" $many >"$scratch/paper.pdf.sig"
    run timeout 60 "$formulyar" verify "$paper"
    [ "$status" -le 1 ] && grep -q '\[W531\]\|\[E534\]' <<<"$err"
    ok $? "very many $many: the reader gives up, or is stopped"
done
hostile 'base64 without end' 'b"MIIB" * 1000000'
done_testing
