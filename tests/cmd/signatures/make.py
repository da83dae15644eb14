"""make.py PAPER.pdf PAPER.docx: makes the signed files of this folder anew.

Run it under a Python that has pyHanko (tests/judges/requirements.txt), on a Debian 12
with openssl and libengine-gost-openssl.  Keys are made for the run and thrown away;
the names are invented.  PAPER.pdf and PAPER.docx are form 5.1 of samples/completed.xml.
Nothing here is needed to run the tests: what it made is committed.
"""
import asyncio
import base64
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SIGNING = os.path.join(HERE, "..", "..", "judges", "signing")
sys.path.insert(0, SIGNING)

from asn1crypto import cms, x509  # noqa: E402
from pdf_file import PdfFile, Ref, serialise  # noqa: E402
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder  # noqa: E402
from pyhanko.sign import signers  # noqa: E402
from pyhanko.sign.timestamps import DummyTimeStamper  # noqa: E402

ROOM = 3072  # bytes for a CMS
FOLDER = tempfile.mkdtemp()
os.environ["OPENSSL_CONF"] = os.path.join(SIGNING, "gost.cnf")
PERSON = "/CN=Пробная Анна Ильинична/O=Школа № 0/SN=Пробная/GN=Анна Ильинична/1.2.643.100.3=00000000000"


def openssl(*arguments, data=b""):
    return subprocess.run(["openssl", *arguments], input=data, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True, cwd=FOLDER).stdout


def key(name, subject, *kind, digest="-sha256"):
    """A key and a certificate of its own, for ten years."""
    openssl("req", "-x509", "-utf8", "-nodes", *kind, digest, "-days", "3650", "-subj", subject,
            "-keyout", f"{name}.key", "-out", f"{name}.pem")


GOST256 = ("-engine", "gost", "-newkey", "gost2012_256", "-pkeyopt", "paramset:A")
GOST512 = ("-engine", "gost", "-newkey", "gost2012_512", "-pkeyopt", "paramset:A")
RSA = ("-newkey", "rsa:2048")


def make_keys():
    key("gost256", PERSON, *GOST256, digest="-md_gost12_256")
    key("second", "/CN=Образцов Пётр", *GOST256, digest="-md_gost12_256")
    key("keyid", "/CN=По ключу", *GOST256, "-addext", "subjectKeyIdentifier=hash", digest="-md_gost12_256")
    key("gost512", PERSON, *GOST512, digest="-md_gost12_512")
    key("rsa", "/CN=Rsa Person", *RSA)
    key("hostile", "/CN=Anna, O=Bank; подлинность проверена\n  X.pdf: цел\x1b[2J\u202e", *RSA)
    key("tsa", "/CN=Test stamps", *RSA, "-addext", "extendedKeyUsage=critical,timeStamping")
    with open(os.path.join(FOLDER, "bmp.cnf"), "w", encoding="utf-8") as file:
        file.write("[req]\ndistinguished_name=n\nstring_mask=MASK:0x800\nprompt=no\nutf8=yes\n[n]\nCN=Кириллица BMP\n")
    openssl("req", "-x509", "-config", "bmp.cnf", "-nodes", "-utf8", *RSA, "-days", "3650",
            "-keyout", "bmp.key", "-out", "bmp.pem")


def sign(data, *options, who="gost256", digest="md_gost12_256", form="DER", detached=True):
    gost = ("-engine", "gost") if "gost" in digest else ()
    return openssl("cms", "-sign", "-binary", *gost, "-md", digest, "-nosmimecap", "-signer", f"{who}.pem",
                   "-inkey", f"{who}.key", *options, *(() if detached else ("-nodetach",)),
                   "-outform", form, data=data)


def sign_pdf(data, name, subfilter, make, extra=b""):
    """An incremental update that fills a field with what make() returns for the signed bytes."""
    pdf = PdfFile(data)
    field = next(f for f in pdf.fields() if f.name == name)
    number, catalog = pdf.trailer["Size"], pdf.trailer["Root"]
    form = pdf.get(catalog)["AcroForm"]
    if isinstance(form, Ref):
        holder, content = form, dict(pdf.get(form), SigFlags=3)
    else:
        holder, content = catalog, dict(pdf.get(catalog), AcroForm=dict(form, SigFlags=3))
    hole = b"<" + b"0" * (2 * ROOM) + b">"
    signature = (b"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /" + subfilter.encode() + extra +
                 b"\n/M (D:20270520120000+07'00')"
                 b"\n/ByteRange [0 ********** ********** **********]\n/Contents " + hole + b"\n>>")
    out = bytearray(pdf.update({number: signature,
                                field.ref.number: serialise(dict(pdf.get(field.ref), V=Ref(number, 0))),
                                holder.number: serialise(content)}))
    start = out.index(hole, len(data))
    end = start + len(hole)
    numbers = b"%-10d %-10d %-10d" % (start, end, len(out) - end)
    at = out.index(b"**********", len(data))
    out[at:at + len(numbers)] = numbers
    value = make(bytes(out[:start] + out[end:])).hex().encode()
    out[start + 1:start + 1 + len(value)] = value
    return bytes(out)


def sha1_inside(data):
    """adbe.pkcs7.sha1: the SHA-1 of the bytes is what the CMS signs, and lies inside."""
    digest = openssl("dgst", "-sha1", "-binary", data=data)
    return sign(digest, who="rsa", digest="sha1", detached=False)


def bare_rsa(data):
    """adbe.x509.rsa_sha1: a signature without CMS, an OCTET STRING."""
    value = openssl("dgst", "-sha1", "-sign", "rsa.key", data=data)
    return b"\x04\x82" + len(value).to_bytes(2, "big") + value


def certificate(name):
    return openssl("x509", "-in", f"{name}.pem", "-outform", "DER")


def path(name):
    return os.path.join(FOLDER, name)


def stamped(data):
    """Two detached signatures with a time stamp each (CAdES-T)."""
    stamper = DummyTimeStamper(load_cert_from_pemder(path("tsa.pem")), load_private_key_from_pemder(path("tsa.key"), None))
    signer = signers.SimpleSigner.load(path("rsa.key"), path("rsa.pem"))
    return [asyncio.run(signer.async_sign_general_data(data + more, "sha256", timestamper=stamper)).dump()
            for more in (b"", b"x")]


def foreign_stamp(one, other):
    """The first signature with the stamp of the second."""
    first, second = cms.ContentInfo.load(one), cms.ContentInfo.load(other)
    attributes = second["content"]["signer_infos"][0]["unsigned_attrs"]
    first["content"]["signer_infos"][0]["unsigned_attrs"] = attributes
    return first.dump(force=True)


def doubled_digest(one):
    """messageDigest stands twice: nobody can say which is meant."""
    info = cms.ContentInfo.load(one)
    attributes = info["content"]["signer_infos"][0]["signed_attrs"]
    twin = next(a for a in attributes if a["type"].native == "message_digest").copy()
    twin["values"][0] = b"\0" * 32
    attributes.append(twin)
    return info.dump(force=True)


def unknown_digest(one):
    """The same with a kind of digest that nobody knows."""
    known, unknown = bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040263")
    return one.replace(known, unknown)


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(data)


def make_beside(paper, docx):
    write("gost256.sig", sign(paper))
    write("gost512.sig", sign(paper, who="gost512", digest="md_gost12_512", form="PEM"))
    write("base64.sig", b"\xef\xbb\xbf" + base64.b64encode(sign(paper)))
    write("nocerts.sig", sign(paper, "-nocerts"))
    write("noattr.sig", sign(paper, "-noattr"))
    write("keyid.sig", sign(paper, "-keyid", who="keyid"))
    write("two.sig", sign(paper, "-signer", "second.pem", "-inkey", "second.key"))
    write("sha1.sig", sign(paper, who="rsa", digest="sha1"))
    write("pss.sig", sign(paper, "-keyopt", "rsa_padding_mode:pss", who="rsa", digest="sha256"))
    write("unknown.sig", unknown_digest(sign(paper, who="rsa", digest="sha256")))
    write("hostile.sig", sign(paper, who="hostile", digest="sha256"))
    write("bmp.sig", sign(paper, who="bmp", digest="sha256"))
    write("other.sig", sign(b"another text"))
    write("ber.p7m", sign(paper, "-stream", "-indef", detached=False))
    one, other = stamped(paper)
    write("stamped.sig", one)
    write("foreign-stamp.sig", foreign_stamp(one, other))
    write("doubled.sig", doubled_digest(sign(paper, who="rsa", digest="sha256")))
    write("docx.p7s", sign(docx, who="gost512", digest="md_gost12_512"))


def make_inside(paper):
    first = sign_pdf(paper, "sig_deputy", "adbe.pkcs7.detached", sign)
    write("gost.pdf", sign_pdf(first, "sig_lead", "ETSI.CAdES.detached",
                               lambda data: sign(data, "-cades", who="gost512", digest="md_gost12_512")))
    write("sha1-inside.pdf", sign_pdf(paper, "sig_deputy", "adbe.pkcs7.sha1", sha1_inside))
    write("bare-rsa.pdf", sign_pdf(paper, "sig_deputy", "adbe.x509.rsa_sha1", bare_rsa,
                                   b"\n/Cert <" + certificate("rsa").hex().encode() + b">"))


def make_longterm():
    """As tests/judges/signing.t does: for the long term, and with a certification first."""
    def run(script, *arguments):
        subprocess.run([sys.executable, os.path.join(SIGNING, script), *arguments], check=True)
    run("pki.py", FOLDER)
    paper = os.path.join(HERE, "paper.pdf")
    run("longterm.py", "lta", paper, os.path.join(HERE, "lta.pdf"), FOLDER, "sig_deputy")
    run("longterm.py", "certify", paper, os.path.join(HERE, "certified.pdf"), FOLDER, "sig_deputy")


def main():
    with open(sys.argv[1], "rb") as pdf, open(sys.argv[2], "rb") as docx:
        paper, text = pdf.read(), docx.read()
    make_keys()
    write("paper.pdf", paper)
    write("paper.docx", text)
    make_beside(paper, text)
    make_inside(paper)
    make_longterm()
    shutil.rmtree(FOLDER)


main()
