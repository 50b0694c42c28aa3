"""Spelling: texts and names compared as a reader would, without width, blanks and bracket styles."""

from __future__ import annotations

import re
import unicodedata

from check.once import TEXTS, kept

#: Texts of these signs alone have no other compatible forms than those of the full-width ones.
_PLAIN = re.compile(r"[\x00-\x7f\u4e00-\u9fff、。《》“”‘’—–，；：！？（）％]*")
_HALF = tuple(zip("，；：！？（）％", ",;:!?()%", strict=True))
_DASHES = "—–−－‐‑―"
DASHES = str.maketrans(dict.fromkeys(_DASHES, "-"))

#: Letters of names in their old form, as a picture's reader may give them, and in the one of today.
_OLD = str.maketrans(
    "涼蘭肅東麗華廣慶寧陝張鎮業製電機廠貿產發實設備裝車輪鋼鐵銅鋁鎳銀鋅礦煉聯國際會責術藝農糧種藥醫療環節資訊網絡雲數據達龍鳳馬興榮豐澤潤錦綠藍長開關門陽陰區縣縂總團隊傳統動"
    "強劉陳楊趙黃吳孫蔣韓鄭馮許鄧賈顧錢譚閆閻龔嚴盧謝羅葉鄒鐘鍾偉傑勝軍紅寶衛劍濤飛雙鵬輝曉煒緒維義剛愛蘇壽萬齊瑋瑩瓊賢紹繼經純紀穎穩蕭畢單喬龐賀魯鮑駱關",
    "凉兰肃东丽华广庆宁陕张镇业制电机厂贸产发实设备装车轮钢铁铜铝镍银锌矿炼联国际会责术艺农粮种药医疗环节资讯网络云数据达龙凤马兴荣丰泽润锦绿蓝长开关门阳阴区县总总团队传统动"
    "强刘陈杨赵黄吴孙蒋韩郑冯许邓贾顾钱谭闫阎龚严卢谢罗叶邹钟钟伟杰胜军红宝卫剑涛飞双鹏辉晓炜绪维义刚爱苏寿万齐玮莹琼贤绍继经纯纪颖稳萧毕单乔庞贺鲁鲍骆关",
)


@kept(4 * TEXTS)
def fold_text(text: str) -> str:
    """Half width, without blanks, dashes alike; case kept."""
    folded = "".join(normalize(text).split())
    return folded.translate(DASHES) if any(dash in folded for dash in _DASHES) else folded


def normalize(text: str) -> str:
    """NFKC; of plain texts, which are nearly all, in a fifth of the time."""
    if _PLAIN.fullmatch(text) is None:
        return unicodedata.normalize("NFKC", text)
    for wide, half in _HALF:
        text = text.replace(wide, half)
    return text


def fold_company(name: str) -> str:
    """A company name without seal hints and former names: 甘肃A有限公司（盖章） = 甘肃A有限公司（原甘肃B公司）.

    Letters in their old form are those of today: 平涼 = 平凉. A label that was read into the same cell ends it.
    """
    return re.sub(
        r"(?<=[司厂社院团])(?:统一)?社会信用.*$|\((?:盖章|公章|签章|加盖公章|原[^()]*|曾用名[^()]*)\)",
        "",
        fold_text(name),
    ).translate(_OLD)


def fold_person(name: str) -> str:
    """A person's name without blanks, its letters in the form of today: 強 is 强."""
    return re.sub(r"\s", "", name).translate(_OLD)


def remove_hint(text: str, hint: str) -> str:
    """The text without one printed hint, however its blanks and line breaks fell."""
    pattern = r"\s*".join(re.escape(char) for char in re.sub(r"\s+", "", hint))
    return re.sub(pattern, "", text, count=1) if pattern else text
