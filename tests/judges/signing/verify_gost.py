"""verify_gost.py FILE.pdf CERTIFICATE...

Verifies every signature of a file with openssl and its gost engine: prints
"FIELD valid|invalid whole|part" a line; whole when the byte range ends with the
file.  Exit status 1 when one is invalid.
"""
import os
import subprocess
import sys
import tempfile

from pdf_file import PdfFile


def verify(data, signature, certificates):
    """Does the CMS in a signature dictionary fit the bytes it names?"""
    first, length, second, rest = signature["ByteRange"]
    with tempfile.TemporaryDirectory() as folder:
        content, der = os.path.join(folder, "content"), os.path.join(folder, "cms")
        with open(content, "wb") as file:
            file.write(data[first:first + length] + data[second:second + rest])
        with open(der, "wb") as file:
            file.write(signature["Contents"])
        return subprocess.run(
            ["openssl", "cms", "-verify", "-binary", "-engine", "gost", "-inform", "DER", "-in", der,
             "-content", content, "-CAfile", certificates, "-purpose", "any", "-out", os.devnull],
            stderr=subprocess.DEVNULL).returncode == 0


def main():
    path, certificates = sys.argv[1:]
    with open(path, "rb") as file:
        pdf = PdfFile(file.read())
    all_valid = True
    for field in pdf.fields():
        if field.signed:
            signature = pdf.get(pdf.get(field.ref)["V"])
            valid = verify(pdf.data, signature, certificates)
            whole = signature["ByteRange"][2] + signature["ByteRange"][3] == len(pdf.data)
            print(field.name, "valid" if valid else "invalid", "whole" if whole else "part")
            all_valid &= valid
    sys.exit(0 if all_valid else 1)


main()
