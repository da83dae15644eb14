"""sign_gost.py IN.pdf OUT.pdf FIELD CERTIFICATE KEY

Signs an empty signature field as a GOST tool would: an incremental update with a
detached CMS (GOST R 34.10-2012 over GOST R 34.11-2012) made by openssl and its
gost engine.  Earlier bytes stay as they are; no appearance is drawn.
"""
import subprocess
import sys

from pdf_file import PdfFile, Ref, serialise

ROOM = 8192  # bytes for the CMS


def placeholder():
    """A signature dictionary with gaps of fixed length."""
    return (b"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached\n"
            b"/ByteRange [0 ********** ********** **********]\n"
            b"/Contents <" + b"0" * (2 * ROOM) + b">\n>>")


def with_empty_signature(pdf, name):
    """The file with a signature dictionary hung into the field."""
    field = next(f for f in pdf.fields() if f.name == name)
    if field.signed:
        sys.exit(f"{name} is signed already")
    number = pdf.trailer["Size"]
    catalog = pdf.trailer["Root"]
    form = pdf.get(catalog)["AcroForm"]
    if isinstance(form, Ref):
        holder, content = form, dict(pdf.get(form), SigFlags=3)
    else:
        holder, content = catalog, dict(pdf.get(catalog), AcroForm=dict(form, SigFlags=3))
    return pdf.update({
        number: placeholder(),
        field.ref.number: serialise(dict(pdf.get(field.ref), V=Ref(number, 0))),
        holder.number: serialise(content),
    })


def cms(content, certificate, key):
    """The detached signature over the content, DER."""
    return subprocess.run(
        ["openssl", "cms", "-sign", "-binary", "-engine", "gost", "-md", "md_gost12_256", "-cades", "-nosmimecap",
         "-signer", certificate, "-inkey", key, "-outform", "DER"],
        input=content, stdout=subprocess.PIPE, check=True).stdout


def main():
    source, target, name, certificate, key = sys.argv[1:]
    with open(source, "rb") as file:
        pdf = PdfFile(file.read())
    data = bytearray(with_empty_signature(pdf, name))
    hole = data.index(b"/Contents <" + b"0" * (2 * ROOM), len(pdf.data)) + len(b"/Contents ")
    end = hole + 2 * ROOM + 2
    numbers = b"%-10d %-10d %-10d" % (hole, end, len(data) - end)
    at = data.index(b"**********", len(pdf.data))
    data[at:at + len(numbers)] = numbers
    signature = cms(bytes(data[:hole] + data[end:]), certificate, key)
    data[hole + 1:hole + 1 + 2 * len(signature)] = signature.hex().encode()
    with open(target, "wb") as file:
        file.write(data)


main()
