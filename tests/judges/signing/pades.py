"""PAdES B-B with pyHanko, run in its own virtual environment.

pades.py sign IN.pdf OUT.pdf FIELD CERTIFICATE KEY
    signs an empty field in place, with a visible stamp: a blue frame
pades.py verify CERTIFICATES FILE.pdf...
    prints "FILE FIELD valid|invalid CHANGES" for each signature; CHANGES is what
    the difference analysis finds after it: NONE, LTA_UPDATES, FORM_FILLING
    (another field was signed), ANNOTATIONS, OTHER, or why a file cannot be read
"""
import sys

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext


def sign(source, target, field, certificate, key):
    """An incremental update that fills one existing field."""
    frame = RawContent(b"q 0 0 1 RG 2 w 1 1 198 68 re S Q", box=BoxConstraints(width=200, height=70))
    signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES),
        signer=signers.SimpleSigner.load(key, certificate), stamp_style=StaticStampStyle(background=frame))
    with open(source, "rb") as old, open(target, "wb") as new:
        signer.sign_pdf(IncrementalPdfFileWriter(old), existing_fields_only=True, output=new)


def verify(certificates, *paths):
    """Every signature of every file."""
    roots = list(load_certs_from_pemder([certificates]))
    for path in paths:
        try:
            with open(path, "rb") as file:
                for signature in PdfFileReader(file).embedded_regular_signatures:
                    status = validate_pdf_signature(signature, ValidationContext(trust_roots=roots))
                    print(path, signature.field_name, "valid" if status.bottom_line else "invalid",
                          status.modification_level.name)
        except (PdfError, ValueError) as error:
            print(path, "-", "invalid", error)


if __name__ == "__main__":
    COMMAND, *ARGUMENTS = sys.argv[1:]
    {"sign": sign, "verify": verify}[COMMAND](*ARGUMENTS)
