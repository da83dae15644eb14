"""pki.py DIR: a throw-away authority with its list of revoked certificates, a signer and a
time stamp service, as PEM files in DIR: ca.pem, ca.crl (DER), signer.pem, signer.key, tsa.pem, tsa.key.

Run in pyHanko's virtual environment, which has cryptography.
"""
import datetime
import os
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=5)
LATER = NOW + datetime.timedelta(days=30)


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def usage(**wanted):
    kinds = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{kind: wanted.get(kind, False) for kind in kinds})


def certificate(subject, key, issuer, issuer_key, *extensions):
    builder = x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer)).public_key(
        key.public_key()).serial_number(x509.random_serial_number()).not_valid_before(NOW).not_valid_after(LATER)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_key, hashes.SHA256())


def write(folder, file, data):
    with open(os.path.join(folder, file), "wb") as out:
        out.write(data)


def main(folder):
    ca, signer, tsa = (rsa.generate_private_key(65537, 2048) for _ in range(3))
    made = {
        "ca": certificate("Test authority", ca, "Test authority", ca, (x509.BasicConstraints(True, None), True),
                          (usage(key_cert_sign=True, crl_sign=True), True)),
        "signer": certificate("Test signer", signer, "Test authority", ca,
                              (usage(digital_signature=True, content_commitment=True), True)),
        "tsa": certificate("Test stamps", tsa, "Test authority", ca, (usage(digital_signature=True), True),
                           (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)),
    }
    for file, value in made.items():
        write(folder, file + ".pem", value.public_bytes(serialization.Encoding.PEM))
    for file, key in (("signer", signer), ("tsa", tsa)):
        write(folder, file + ".key", key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                                       serialization.NoEncryption()))
    revoked = x509.CertificateRevocationListBuilder().issuer_name(name("Test authority")).last_update(
        NOW).next_update(LATER).sign(ca, hashes.SHA256())
    write(folder, "ca.crl", revoked.public_bytes(serialization.Encoding.DER))


main(sys.argv[1])
