"""Office files with the same bytes on every run: fixed zip times, fixed properties, no template traces."""

import re
import zipfile
from io import BytesIO

APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
)
CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>{author}</dc:creator>'
    '<cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">{created}Z'
    '</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{created}Z</dcterms:modified></cp:coreProperties>'
)


def freeze(package: bytes, *, author: str, created: str) -> bytes:
    """An OOXML package → the same package with `author` and `created` (ISO) as its only history.

    The thumbnail and the rsids of the library's own template go: ten books sharing them would look like one hand.
    """
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            if name == "docProps/thumbnail.jpeg":
                continue
            data = old.read(name)
            if name == "docProps/core.xml":
                data = CORE.format(author=author, created=created).encode()
            elif name == "docProps/app.xml" and b"Microsoft Excel" not in data:
                data = APP.encode()
            elif name == "_rels/.rels":
                data = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data)
            elif name == "word/settings.xml":
                data = re.sub(rb"<w:rsids>.*?</w:rsids>", b"", data, flags=re.S)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return result.getvalue()
