"""Files of each kind, made for a test."""

import io
import zipfile

import docx


def word(
    *, heading="Bruises on babies", text="A baby who does not crawl has a bruise.", cells=("Who", "What")
) -> bytes:
    """A Word document with a heading, a paragraph and a table."""
    made = docx.Document()
    made.add_heading(heading, 1)
    made.add_paragraph(text)
    table = made.add_table(rows=1, cols=len(cells))
    for cell, said in zip(table.rows[0].cells, cells, strict=True):
        cell.text = said
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page; "" is a page without text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" if text else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + trailer.encode()


def locked() -> bytes:
    """A PDF that opens only with a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf("Behind a lock"))))
    writer.encrypt("bramble", algorithm="AES-256")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def bomb() -> bytes:
    """A Word document of a few kilobytes that unpacks to hundreds of megabytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\x20" * 30_000_000)
    return kept.getvalue()


PAGE = """<!doctype html><html><head><title>x</title><script>var bruise = 1</script></head><body><nav>Menu</nav>
<h1>Night help</h1><p>Ring <b>the hub</b> at café.</p><ul><li>One</li></ul><table><tr><th>Day</th><td>Nine</td></tr></table></body></html>"""
