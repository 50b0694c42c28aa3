"""Properties of an Office package: who wrote it, when, with what (docProps/*.xml, word/settings.xml)."""

from __future__ import annotations

from collections import Counter

from ingest.package import Package
from ingest.word.names import Element, W
from model.errors import CannotRead

_CORE = {
    "creator": "creator",
    "lastModifiedBy": "lastModifiedBy",
    "created": "created",
    "modified": "modified",
    "revision": "revision",
    "title": "title",
    "subject": "subject",
    "lastPrinted": "lastPrinted",
    "keywords": "keywords",
    "category": "category",
    "description": "description",
}
_APP = {
    "Application": "application",
    "AppVersion": "appVersion",
    "Company": "company",
    "Manager": "manager",
    "TotalTime": "editingMinutes",
    "Pages": "pages",
    "Template": "template",
    "Words": "words",
    "Characters": "characters",
    "Lines": "lines",
    "Paragraphs": "paragraphs",
}
_MOST_RSIDS = 500
_MOST_CUSTOM = 50
_MOST_LOOKS = 40


def read_properties(package: Package) -> dict[str, str]:
    """File properties under the keys creator, lastModifiedBy, created, modified, application, company, revision …

    `rsids` are the revision session ids, parted by blanks: two files sharing rare ones come from one source file.
    """
    found = _read_part(package, "docProps/core.xml", _CORE) | _read_part(package, "docProps/app.xml", _APP)
    found |= _read_custom(package)
    if "word/settings.xml" in package:
        try:
            settings = package.xml("word/settings.xml")
        except CannotRead:
            return found
        ids = [mark.get(W + "val") or "" for mark in settings.iterfind(f"{W}rsids/*")]
        if ids:
            found["rsids"] = " ".join(dict.fromkeys(ids[:_MOST_RSIDS]))
    return found


def _read_part(package: Package, part: str, keys: dict[str, str]) -> dict[str, str]:
    if part not in package:
        return {}
    try:
        root = package.xml(part)
    except CannotRead as error:
        if error.status != "corrupt" or "DOCTYPE" in error.why:
            raise
        return {}
    found: dict[str, str] = {}
    for child in root:
        name = str(child.tag).rpartition("}")[2]
        if name in keys and child.text and child.text.strip():
            found[keys[name]] = child.text.strip()
    return found


def _read_custom(package: Package) -> dict[str, str]:
    """docProps/custom.xml as `custom.<name>`: WPS writes its build and an id (ICV) that copies of a file share."""
    if "docProps/custom.xml" not in package:
        return {}
    try:
        root = package.xml("docProps/custom.xml")
    except CannotRead:
        return {}
    found: dict[str, str] = {}
    for item in root:
        text = "".join(str(part) for part in item.itertext()).strip()
        if text and (name := item.get("name")) and len(found) < _MOST_CUSTOM:
            found[f"custom.{name}"[:200]] = text[:2000]
    return found


def read_looks(body: Element) -> dict[str, str]:
    """Under `styles` the styles used with their counts, under `fonts` the fonts, commonest first."""
    styles = Counter(mark.get(W + "val") or "" for mark in body.iter(W + "pStyle", W + "tblStyle", W + "rStyle"))
    fonts: Counter[str] = Counter()
    for mark in body.iter(W + "rFonts"):
        fonts.update({font for slot in ("ascii", "eastAsia") if (font := mark.get(W + slot))})
    found = {}
    for key, counted in (("styles", styles), ("fonts", fonts)):
        if counted:
            found[key] = "；".join(f"{name} {count}" for name, count in counted.most_common(_MOST_LOOKS))
    return found
