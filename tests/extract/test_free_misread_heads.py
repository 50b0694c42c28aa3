"""Headings of scenes on scans: a long dash read as two numerals, and the link told in the line below."""

from tests.extract.test_free_books import submit


def test_a_link_below_a_heading_is_that_scenes_own() -> None:
    """However the dash in the heading was read."""
    found = submit(
        "卓越级智能工厂申报书", "一、企业概况", "甲。", "二、场景建设情况",
        "1、在线智能检测一一铸件外观判定", "所属环节:生产作业。相机拍照后由模型判定气孔和裂纹，结果送分拣机。",
        "2、能源智能管控—一空压站群控", "所属环节:生产管理。按用气量预测启停空压机，单位电耗下降。",
        "3、供应商数字化管理一一来料档案", "所属环节:供应链管理。门户汇集来料检验记录并逐季评级。",
    )  # fmt: skip
    told = [
        tuple(field.value if (field := found.field(f"scenes[{n}].{key}")) else "" for key in ("link", "name"))
        for n in (1, 2, 3)
    ]
    assert told == [("生产作业", "在线智能检测"), ("生产管理", "能源智能管控"), ("供应链管理", "供应商数字化管理")]
    assert found.field("scenes[4].name") is None
