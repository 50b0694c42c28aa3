"""Words of Chinese prose that several readings and rules must hear alike: rises, falls, what was before the works.

Tuples of words, and the same as alternatives for a regular expression, longest first. Words of the domain (concepts,
units, scopes, plans) are data of `corpora/lexicons`.
"""

from __future__ import annotations

RISING = (
    "增产", "增速", "提高", "提升", "增长", "增加", "上升", "升高", "扩大", "扩充", "扩展", "增至", "升至", "攀升",
    "跃升", "跃至", "抬升", "拉升", "上扬", "上涨", "走高", "攀高", "冲高", "拔高", "高涨", "上浮", "上调", "调增",
    "增多", "提速", "提至", "涨至", "翻至", "跳升", "抬高", "放大", "延长", "拉长", "回升",
)  # fmt: skip
FALLING = (
    "降耗", "减排", "精简", "精减", "压降", "缩小", "削减", "裁减", "减员", "减人", "减少", "降低", "下降", "缩短",
    "减至", "降至", "降到", "减到", "压缩", "缩减", "压减", "收窄", "缩窄", "压低", "下滑", "滑落", "回落", "下探",
    "下行", "下调", "下浮", "调减", "走低", "跌至", "跌到", "缩至", "缩到", "压至", "压到", "砍至", "砍到", "砍掉",
    "砍去", "减掉", "减去", "去掉", "省去", "省掉", "少掉", "收缩", "缩水", "消减", "降下", "压下", "拉低", "腰斩",
    "瘦身", "缩量", "减轻", "变少", "少收", "少了", "低了", "短了",
)  # fmt: skip
#: Verbs of one character; they count only right beside a number.
RISING_SHORT = ("增", "升", "提", "涨")
FALLING_SHORT = ("减", "降", "缩", "砍", "压", "跌", "少")
#: The thing itself: 38.6%的降幅.
_RISES = ("增幅", "涨幅", "升幅", "提升幅度", "增长幅度", "提高幅度")
_FALLS = ("降幅", "减幅", "跌幅", "缩幅", "下降幅度", "降低幅度", "压降幅度")
BEFORE_WORKS = (
    "改造前", "建设前", "实施前", "上线前", "投用前", "投产前", "技改前", "升级前", "应用前", "优化前", "改善前",
    "运行前", "使用前", "启用前", "部署前", "原来", "原先", "原有", "此前", "先前", "过去", "以往", "以前", "之前",
    "从前", "早先", "早前", "当初", "起初", "最初",
)  # fmt: skip


def alternatives(*words: tuple[str, ...]) -> str:
    """The words as alternatives of a regular expression, longest first."""
    return "|".join(sorted({one for group in words for one in group}, key=lambda one: (-len(one), one)))


RISE = alternatives(RISING)
FALL = alternatives(FALLING)
RISE_NAMED = alternatives(RISING, _RISES)
FALL_NAMED = alternatives(FALLING, _FALLS)
FORMERLY = alternatives(BEFORE_WORKS)
#: What says of a page or a table that it was declared before: 上年度申报书留存页, 去年申报时所填数据, 申报表（节选）.
EARLIER_BOOK = (
    r"(?:上一?年度?|去年度?|往年|前[一次](?:年度?|次)?|上一?次|以往|历[次年])[^。；;，,]{0,14}?"
    r"(?:申报|申请)(?:书|表|材料|稿|本|时|所[填报]|填报|数据|版|页|文本|档|册)"
    r"|(?:申报|申请)(?:书|表|材料|册)[（(]?[^。；;，,本]{0,6}?(?:留存|存档|节选|摘录|摘编|摘页|留底|底稿|归档)"
)
#: Of a crew only a part is told: its inspectors, a shift, a process.
CREW_PART = "检验|质检|巡检|搬运|物流|仓储|包装|维修|技术|管理|每班|班组|工序"
#: The usual surnames of one character.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳"
    "翟殷申耿关焦左柳甘祁包宁尚舒阮纪梅童凌毕单季裴霍成苗谷盛曲翁冉骆蓝路游辛靳柴蒲线雒漆强华卫褚水窦云祖符景詹束幸司郜黎蔺屠蒙池"
    "乐胥能苍双闻党谭贡劳逄姬扶堵宰郦雍璩桑桂濮寿通边扈燕冀郏浦农别晏瞿阎充慕连茹习宦艾鱼容古慎戈庾终暨居衡步都满弘匡国寇广禄阙东沃利蔚越隆师巩厍晁勾敖融訾阚那简饶空沙"
)
#: A person's name of two or three characters, or one with a surname of two.
PERSON = (
    r"(?:(?:欧阳|司马|上官|诸葛|东方|慕容|皇甫|尉迟|令狐|呼延|端木|司徒)[\u4e00-\u9fff]{1,2}?"
    rf"|[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
)
