"""所在市县: the longest name of the division list at the head of an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fill.book import Book, cell, quoted, shown
from fill.table import FilledCell, Mode, missing
from model.reference import Region
from model.text import squash

_SUFFIXES = ("市", "地区", "盟")


@dataclass(frozen=True, slots=True)
class Spot:
    """A division found in an address. `length` of the matched words; `city_said`: the city stands there in full."""

    region: Region
    length: int
    city_said: bool

    @property
    def name(self) -> str:
        """兰州市永登县; 嘉峪关市 for a city without counties."""
        city, county = self.region.city, self.region.county
        return city if not county or county == city else f"{city}{county}"


def fill_city_county(book: Book) -> FilledCell:
    """City and county of the first filled address."""
    field = book.get(*book.carrier.address)
    if field is None:
        return missing("书中未填建设地址")
    spot = find_region(shown(field), book.reference.regions, book.layout.province)
    if spot is None:
        return missing(f"建设地址“{squash(shown(field))}”认不出市县", (quoted(field),))
    remarks = []
    if not spot.region.county:
        remarks.append("地址未写县（市、区），请补")
    elif not spot.city_said:
        remarks.append(f"地址未写全市名，按行政区划补为“{spot.name}”，请核实")
    if spot.region.province != book.layout.province:
        remarks.append(f"地址在{spot.region.province}，不在{book.layout.province}，请核实")
    return cell(spot.name, Mode.AUTO, [field], remarks)


def find_region(address: str, regions: Mapping[str, Region], home: str) -> Spot | None:
    """The division whose words cover most of the address from its start; None when there is none or several.

    Without a province in the address only those of `home` count: 城关区 stands in 兰州 and in 拉萨.
    """
    text = squash(address)
    text = text[max(0, text.find(home.removesuffix("省"))) :]
    best: list[Spot] = []
    for region in regions.values():
        if region.city[:2] not in text and (not region.county or region.county[:2] not in text):
            continue
        for words, city_said in _spellings(region, home):
            if text.startswith(words):
                spot = Spot(region, len(words), city_said)
                if not best or spot.length > best[0].length:
                    best = [spot]
                elif spot.length == best[0].length and spot.name not in [b.name for b in best]:
                    best.append(spot)
                elif spot.length == best[0].length and spot.city_said and spot.name == best[0].name:
                    best[0] = spot
    return best[0] if len(best) == 1 else None


def _spellings(region: Region, home: str) -> Iterator[tuple[str, bool]]:
    """The ways an address may begin that mean this division, with whether its city is said in full."""
    if not region.city and not region.county:
        return
    cities = {region.city: True}
    for suffix in _SUFFIXES:
        if region.city.endswith(suffix) and len(region.city) > len(suffix) + 1:
            cities[region.city.removesuffix(suffix)] = False
    if region.city.endswith("自治州"):
        cities[f"{region.city[:2]}州"] = False
    if region.county:
        cities[""] = region.county == region.city
    provinces = [region.province, region.province.removesuffix("省")]
    if region.province == home:
        provinces.append("")
    for province in provinces:
        for city, said in cities.items():
            if words := f"{city}{region.county}":
                yield f"{province}{words}", said
