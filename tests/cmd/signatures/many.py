"""many.py certificates|signers|attributes: a CMS with very many of them, to standard output."""
import sys


def tlv(tag, *parts):
    body = b"".join(parts)
    return bytes([tag, 0x84]) + len(body).to_bytes(4, "big") + body


def kind(number):
    return bytes.fromhex("06092a864886f70d0107") + bytes([number])


which = sys.argv[1]
certs = tlv(0xa0, b"\x30\x00" * 400000) if which == "certificates" else b""
signers = tlv(0x31, b"\x30\x00" * 400000) if which == "signers" else tlv(0x31)
if which == "attributes":
    attr = tlv(0x30, kind(1), tlv(0x31, b"\x05\x00"))
    signers = tlv(0x31, tlv(0x30, b"\x02\x01\x01", tlv(0x30, tlv(0x30), b"\x02\x01\x01"), tlv(0x30, kind(1)),
                             tlv(0xa0, attr * 50000), tlv(0x30, kind(1)),
                             b"\x04\x01\x01"))
sys.stdout.buffer.write(tlv(0x30, kind(2), tlv(0xa0, tlv(
    0x30, b"\x02\x01\x01", tlv(0x31), tlv(0x30, kind(1)), certs, signers))))
