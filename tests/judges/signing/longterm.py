"""Ways to sign that bring more than a value into an empty field; run in pyHanko's virtual environment.

longterm.py invisible IN.pdf OUT.pdf KEYS     a field of the tool's own, without a place on a page
longterm.py lta IN.pdf OUT.pdf KEYS FIELD     PAdES B-LTA in an empty field: a time stamp over the signature, DSS
                                              with certificates and CRL, a time stamp of the document over all
longterm.py certify IN.pdf OUT.pdf KEYS FIELD certification that allows only more signatures, then an approval
                                              of the tool's own behind it
KEYS is a folder that pki.py filled.
"""
import os
import sys

from asn1crypto import crl
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext


def load(keys):
    """The signer, the time stamp service and whom they trust."""
    path = {file: os.path.join(keys, file) for file in os.listdir(keys)}
    authority = load_cert_from_pemder(path["ca.pem"])
    with open(path["ca.crl"], "rb") as file:
        revoked = crl.CertificateList.load(file.read())
    signer = signers.SimpleSigner.load(path["signer.key"], path["signer.pem"], ca_chain_files=(path["ca.pem"],))
    stamper = DummyTimeStamper(load_cert_from_pemder(path["tsa.pem"]), load_private_key_from_pemder(path["tsa.key"], None))
    context = ValidationContext(trust_roots=[authority], allow_fetching=False, crls=[revoked],
                                other_certs=[load_cert_from_pemder(path["tsa.pem"])])
    return signer, stamper, context


def sign(source, target, signer, stamper=None, new_field=None, **metadata):
    """One incremental update (PAdES B-LTA makes more of them)."""
    details = signers.PdfSignatureMetadata(md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, **metadata)
    tool = signers.PdfSigner(details, signer=signer, timestamper=stamper, new_field_spec=new_field)
    with open(source, "rb") as old, open(target, "wb") as new:
        tool.sign_pdf(IncrementalPdfFileWriter(old), output=new)


def invisible(source, target, keys):
    signer, _, _ = load(keys)
    sign(source, target, signer, new_field=fields.SigFieldSpec("Signature1"), field_name="Signature1")


def lta(source, target, keys, field):
    signer, stamper, context = load(keys)
    sign(source, target, signer, stamper, field_name=field, embed_validation_info=True, use_pades_lta=True,
         validation_context=context)


def certify(source, target, keys, field):
    signer, _, _ = load(keys)
    sign(source, target + ".first", signer, field_name=field, certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS)
    sign(target + ".first", target, signer, new_field=fields.SigFieldSpec("Signature1"), field_name="Signature1")
    os.remove(target + ".first")


if __name__ == "__main__":
    {"invisible": invisible, "lta": lta, "certify": certify}[sys.argv[1]](*sys.argv[2:])
