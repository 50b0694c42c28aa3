"""所在市县: the longest division name at the head of an address."""

from __future__ import annotations

import pytest
from made_up_books import REFERENCE

from fill.address import find_region


@pytest.mark.parametrize(
    ("address", "name", "city_said"),
    [
        ("甘肃省兰州市永登县中堡工业园区8号", "兰州市永登县", True),
        ("甘肃省 兰州市 榆中县 夏官营", "兰州市榆中县", True),
        ("兰州新区昆仑山大道", "兰州市兰州新区", False),
        ("甘肃省永登县中堡镇", "兰州市永登县", False),
        ("兰州市城关区张掖路1号", "兰州市城关区", True),
        ("甘肃天水麦积区社棠", "天水市麦积区", False),
        ("甘肃省嘉峪关市嘉东工业园区", "嘉峪关市", True),
        ("临夏州永靖县太极镇", "临夏回族自治州永靖县", False),
        ("厂址：甘肃省白银市白银区银西产业园", "白银市白银区", True),
        ("酒泉市经济技术开发区", "酒泉市", True),
    ],
)
def test_region(address: str, name: str, city_said: bool) -> None:
    """City and county, with or without province; whether the city stands there in full."""
    spot = find_region(address, REFERENCE.regions, "甘肃省")
    assert spot
    assert (spot.name, spot.city_said) == (name, city_said)


@pytest.mark.parametrize("address", ["", "工业园区8号", "xx市xx县", "中国"])
def test_no_region(address: str) -> None:
    """Nothing is guessed."""
    assert find_region(address, REFERENCE.regions, "甘肃省") is None
