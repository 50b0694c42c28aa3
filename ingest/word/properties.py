"""Properties of an Office package: who wrote it, when, with what (docProps/*.xml, word/settings.xml)."""

from __future__ import annotations

from ingest.package import Package
from ingest.word.names import W
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
}
_APP = {
    "Application": "application",
    "AppVersion": "appVersion",
    "Company": "company",
    "Manager": "manager",
    "TotalTime": "editingMinutes",
    "Pages": "pages",
    "Template": "template",
}
_MOST_RSIDS = 500


def read_properties(package: Package) -> dict[str, str]:
    """File properties under the keys creator, lastModifiedBy, created, modified, application, company, revision …

    `rsids` are the revision session ids, parted by blanks: two files sharing rare ones come from one source file.
    """
    found = _read_part(package, "docProps/core.xml", _CORE) | _read_part(package, "docProps/app.xml", _APP)
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
