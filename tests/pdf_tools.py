"""PDFs written by hand for the tests: lines of text at places, pictures, properties, a password."""

import hashlib
import zlib

LEADING, SIZE, LEFT, TOP = 14, 11, 72, 760
# The padding that the standard says for passwords (PDF 32000-1, algorithm 2).
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def lines(words, *, x=LEFT, top=TOP, size=SIZE, leading=LEADING):
    """Each line of text at its place, one under the other: (x, y, size, words)."""
    return [(x, top - place * leading, size, line) for place, line in enumerate(words)]


def pdf(pages, *, info=None, password="", packed=False):
    """A PDF of these pages; each is a list of (x, y, size, words), or b"picture" for a page that was scanned."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for page in pages:
        scanned = page == b"picture"
        content = b"q 500 0 0 700 50 50 cm /Im0 Do Q" if scanned else _content(page)
        resources = b"<< /Font << /F1 3 0 R >> >>"
        if scanned:
            grey = b"\x80" * 64
            head = b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
            objects.append(head + b" /Length 64 >>\nstream\n" + grey + b"\nendstream")
            resources = b"<< /XObject << /Im0 %d 0 R >> >>" % len(objects)
        objects.append(stream(content, packed=packed))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
            % (resources, len(objects))
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    extra = b""
    if info:
        objects.append(
            b"<< " + b" ".join(b"/%s %s" % (key.encode(), literal(value)) for key, value in info.items()) + b" >>"
        )
        extra = b" /Info %d 0 R" % len(objects)
    if password:
        # A lock is enough: nothing gets past it, so what lies behind it is not enciphered.
        objects.append(_lock(password))
        extra += b" /Encrypt %d 0 R /ID [<30313233> <30313233>]" % len(objects)
    return assembled(objects, extra)


def assembled(objects, extra=b""):
    """The file of these objects, the first of which is the catalogue, with its table of places."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + table
        + b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            extra,
            len(out),
        )
    )


def stream(content, *, packed=False):
    """A stream object, as it is or packed by deflate."""
    data = zlib.compress(content, 9) if packed else content
    filtered = b" /Filter /FlateDecode" if packed else b""
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), filtered, data)


def literal(words):
    """A string of PDF."""
    if not words.isascii():
        return b"<" + (b"\xfe\xff" + words.encode("utf-16-be")).hex().encode() + b">"
    return b"(" + words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode() + b")"


def _content(page):
    parts = []
    for x, y, size, words in page:
        printed = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"BT /F1 %d Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, x, y, printed))
    return b"\n".join(parts)


def _lock(password):
    """The dictionary of the standard lock with 40 bits: the password opens it, an empty one does not."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + permissions + b"0123").digest()[:5]
    user = _rc4(key, _PADDING)
    return b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (
        owner.hex().encode(),
        user.hex().encode(),
    )


def _rc4(key, data):
    state, second = list(range(256)), 0
    for first in range(256):
        second = (second + state[first] + key[first % len(key)]) % 256
        state[first], state[second] = state[second], state[first]
    out, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(out)
