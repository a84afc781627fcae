"""Where a Chinese address lies: provinces, cities and counties by their official and short names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from msgspec import Struct

from doccheck.language.patterns import lazy

_T = TypeVar("_T")

_AUTONOMOUS = lazy(
    r"(?P<name>[一-龥]{2,4}?)(?:(?:土家|苗|侗|彝|傣|白|藏|羌|回|满|蒙古|朝鲜|布依|哈尼|景颇|傈僳|壮|瑶|畲|黎|哈萨克|达斡尔|鄂温克|鄂伦春|锡伯"
    r"|塔吉克|柯尔克孜|仫佬|毛南|仡佬|水|纳西|独龙|怒|普米|拉祜|佤|布朗|撒拉|土|东乡|保安|裕固|各)族)+自治[县旗]"
)
"""An autonomous county or banner, whose own name goes before its peoples'."""

_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_STREET = lazy(r"[东西南北中]?[一二三四]?(?:路|街|大道|道|巷|里|桥)")


class Place(Struct, frozen=True):
    """Official names; empty where the address does not tell."""

    province: str = ""
    city: str = ""
    county: str = ""


def _short(name: str) -> str:
    for tail in ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市", "地区", "盟"):
        if name.endswith(tail) and len(name) > len(tail) + 1:
            return name.removesuffix(tail)
    return name


@lru_cache(maxsize=1)
def _atlas() -> tuple[dict[str, str], dict[str, tuple[str, str]], dict[str, set[tuple[str, str]]]]:
    """Names → province; names → (province, city); county names → the cities that have one."""
    provinces: dict[str, str] = {}
    cities: dict[str, tuple[str, str]] = {}
    counties: dict[str, set[tuple[str, str]]] = {}
    table = files("doccheck.facts").joinpath("data/regions.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        province, city, names = line.split("\t")
        provinces[province] = provinces[_short(province)] = province
        if city and province not in _MUNICIPALITIES:
            cities[city] = (province, city)
            if len(_short(city)) >= 2:
                cities.setdefault(_short(city), (province, city))
        for county in names.split():
            counties.setdefault(county, set()).add((province, city))
    return provinces, cities, counties


@lru_cache(maxsize=1)
def _counties() -> dict[str, set[str]]:
    """Names of counties, with and without 县 or 区 behind them, and the provinces that have one.

    An autonomous county is known without its peoples too: 石柱 for 石柱土家族自治县.
    """
    found: dict[str, set[str]] = {}
    for name, homes in _atlas()[2].items():
        provinces = {province for province, _ in homes}
        found.setdefault(name, set()).update(provinces)
        if len(name) > 2 and name[-1] in "县区市旗":
            found.setdefault(name[:-1], set()).update(provinces)
        if (own := _AUTONOMOUS.fullmatch(name)) is not None:
            found.setdefault(own["name"], set()).update(provinces)
    return found


def without_place(name: str) -> str:
    """A unit's name without the places that it begins with (重庆市梁平区竹海板材… → 竹海板材…).

    What is a county elsewhere is none behind a province (重庆山城新能源… → 山城新能源…; 山城区 is in Henan).
    """
    provinces, cities, _ = _atlas()
    rest, within = name, ""
    for _ in range(4):
        cut, province = 0, ""
        for length in range(min(8, len(rest) - 4), 1, -1):
            place = rest[:length]
            homes = {provinces[place]} if place in provinces else {cities[place][0]} if place in cities else set()
            homes = homes or _counties().get(place, set())
            if homes and (not within or within in homes):
                cut, province = length, next(iter(homes)) if len(homes) == 1 else ""
                break
        if not cut:
            break
        rest, within = rest[cut:].removeprefix("市"), within or province
    return rest


def is_county(name: str) -> bool:
    """Whether there is a county or district of this name, with or without 县 or 区 behind it."""
    return name in _counties()


def place_of(address: str) -> Place:
    """Province, city and county of an address or of a unit's name, read from its beginning.

    A county that several cities have (鼓楼区) tells nothing alone. ``Place()`` if nothing is known.
    """
    provinces, cities, counties = _atlas()
    text = re.sub(r"\s+", "", address)
    text = re.sub(r"^(?:中华人民共和国|中国|地址|注册地址|通讯地址|住所)[:：]?", "", text)
    province, rest = _take(text, provinces)
    if province is not None and province in _MUNICIPALITIES:
        county = next(
            (n for n in _leading(_drop(rest, "市辖区", "市")) if province in {p for p, _ in counties.get(n, ())}), ""
        )
        return Place(province, province, county)
    city, after = _take(rest, cities)
    if city and (not province or city[0] == province):
        county = next((n for n in _leading(after) if city in counties.get(n, ())), "")
        return Place(city[0], city[1], county)
    for name in _leading(rest):
        homes = counties.get(name, set())
        homes = {h for h in homes if not province or h[0] == province}
        if len(homes) == 1:
            (home,) = homes
            return Place(home[0], home[1], name)
    return Place(province or "")


def _drop(text: str, *heads: str) -> str:
    for head in heads:
        text = text.removeprefix(head)
    return text


def _leading(text: str) -> list[str]:
    """Candidate county names at the beginning of the text, the longest first."""
    return [text[:n] for n in range(min(15, len(text)), 1, -1)]


def _take(text: str, names: Mapping[str, _T]) -> tuple[_T | None, str]:
    """The longest name that ``text`` begins with, and the rest; a short name that begins a street's is none."""
    for length in range(min(12, len(text)), 1, -1):
        name = text[:length]
        if name in names:
            full = name.endswith(("省", "市", "区", "州", "盟"))
            if full or not _STREET.match(text, length):
                return names[name], text[length:]
    return None, text
