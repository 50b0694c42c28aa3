"""ELIG-C-05, and what the prose tells against C-01 and C-02: penalties, no legal person, below the scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.elig.record_bad import is_old
from check.finance.columns import facts
from check.letters import names_others, read_signed, say_source, tell_letters
from check.once import split_sentences
from check.registry import rule
from check.sought import Sought
from check.telling import OUTSIDE, Text, find_sentences, tell_sentences
from model.finding import Cause, Severity

BAD = Sought(
    r"失信被执行人|(?<![家户名])有[1-9]\d*[条项次起](?:行政)?处罚|限制高?消费|(?:有|存在|载有|查到|显示)[^，,。；;]{0,12}?处罚(?:记录|信息)|失信名单|失信黑名单|(?:列入|纳入)[^，,。；;]{0,12}(?:黑名单|失信)|经营异常名录|严重违法失信|重大税收违法|偷税|逃税|骗税"
    r"|(?:受到?过?|收到|接到|被处?|遭到?|给予|作出|处以?|予以|下达|领到|吃(?:过|了|到)?)[^，,。；;]{0,28}(?:行政处罚|处罚|罚款|罚单|立案|查封|查处|责令(?:停产|停业|整改|限期|改正|纠正|关闭)|(?:限期)?(?:改正|整改)通知|警示函|通报批评)"
    r"|(?:环保|市场监管|市监|应急|税务|消防|生态环境|海关|质监|住建|自然资源|安监)[^，,。；;]{0,12}(?:罚|查处|处分)(?:过|了)?[^，,。；;]{0,4}(?:款|金|单|[\d一二三四五六七八九十])"
    r"|纳税信用[^，,。；;]{0,10}?(?:为|是|降[为至到]|评[为定]|列为)\s*[“”]?[CD]级|(?:环保|环境)信用[^，,。；;]{0,10}?(?:为|是|降[为至到]|评[为定]|列为|[黑红]牌)\s*[“”]?[黑红](?:色|牌|标)?"
    r"|罚款\s*[\d一二三四五六七八九十百.,]+\s*(?:万|余|多)?元|吊销|责令停产|停产整顿|通报批评|拖欠(?:农民工)?工资"
)
#: Nothing of the kind, a rule of the house, other firms, or the record was taken back.
HARMLESS = re.compile(
    r"未(?!批先|经批准|经审批|按|依法|取得|及时|验先|办理|履行)|无(?!证|排污|组织排放)|没有|不存在|从未|不得|零|避免|防止|杜绝|防范|如有|如果|若|如发生|一旦|否则|将(?:被|受|给予|予以|处)|愿|承担|承诺|制度|办法|(?<!按)(?<!照)(?<!反)规定|规程|考核|绩效"
    r"|员工|职工|班组|责任人|供应商|供方|客户|隔壁|邻厂|兄弟|参股|关联企业|联营|合作社|另一家|合同约定|违约|行业|同行|其他(?:企业|单位)|某企业|应当|监管(?!局|所|部门|总局|分局|大队|支队|机构)|检查表|案例|警示|查询|撤销处罚|自动(?:扣|处罚)|0次|0起"
)
#: 曾收到整改通知，不属行政处罚: the sentence itself says that a notice was no penalty.
NO_PENALTY = re.compile(
    r"(?:不属于?|不构成|不是|并非|未构成|不涉及|不作为|不计入|未达到?|够不上)[^，,。；;]{0,4}(?:行政)?处罚"
    r"|(?:未|没有|免于?|不予|未曾)(?:被|受到?|作出?|给予|下达|予以|立案|实施|形成|产生|做出)*(?:任何)?(?:行政)?(?:处罚|罚款)|(?:不予|免予)(?:行政)?处罚"
)
PENALTY = re.compile(r"罚款|罚单|处罚|罚(?:过|了)?[^，,。；;]{0,4}[\d一二三四五六七八九十]|失信|吊销|停产|查封|立案")
CONDITION = re.compile(r"若|如(?!期|实|下|今)|一旦|对(?:于)?[^，,]{0,20}的$|凡|否则")
#: What the book vouches for itself; the registers are searched all the same.
CLEARED = Sought(
    r"(?:无|未受到?过?|没有|未发生|不存在)[^。；;，,]{0,12}(?:行政处罚|违法违规|不良信用|失信|信用不良)[^。；;，,]{0,8}"
)
#: The applicant itself is no legal person: 系某集团的分支机构, 不具有独立法人资格.
NO_PERSON = Sought(
    r"(?:公司|我司|企业|我厂|[本我该](?:厂|单位|院|站)|申报单位|申报主体)[^，,。；;]{0,6}(?:系|是|为|属于?)[^，,。；;]{0,24}?(?:分支机构|(?<!设立)(?<!设有)分公司|非独立法人|非法人)(?:单位|企业|组织|机构|事业部|分厂|生产厂)?(?=[，,。；;）)]|$)"
    r"|(?:不具有?备?|没有|尚无|未取得)(?:独立)?(?:的)?(?:企业)?法人(?:主体)?(?:资格|地位|营业执照)|非(?:独立)?法人[^，,。；;]{0,6}?(?:单位|企业|机构|生产厂|基地)(?=[，,。；;）)]|$)"
    r"|(?:^|[，,])(?:目前|尚|且|并|也)?无(?:独立)?的?(?:企业)?法人(?:主体)?(?:资格|地位)"
    r"|(?<![子孙分联])(?:公司|我司|企业|[本我](?:厂|单位))(?:已|现已|已经)(?:于[^，,。；;]{2,12}?)?(?:依法)?(?:注销|吊销)(?:了)?(?:企业)?(?:法人|工商)(?:登记|资格|执照)"
    r"|(?<![原时])(?:登记|注册|企业|主体)(?:的)?类型(?:为|是|[:：])[^，,。；;]{0,4}?(?:个体工商户|个人独资企业|合伙企业)(?![^。；;]{0,30}(?:改制|变更|转[为制型]|改为|升级))"
    r"|(?:[本我](?:厂|单位)|申报(?:单位|主体))(?:系|是|为)[^，,。；;]{2,24}?(?:公司|集团)的?(?:一个)?(?:生产)?(?:车间|分厂|事业部)(?=[，,。；;]|$)"
    # of the applicant itself, not of a part of it: 申报单位系境外公司驻华代表处, 本厂为集团公司内设生产单位
    r"|(?:公司|我司|[本我](?:厂|单位)|申报(?:单位|主体))(?:系|是|为|属于?)(?:[^，,。；;]{0,24}?(?<!设立)(?<!设有)(?<!设)(?:办事处|代表处|代表机构)|[^，,。；;]{0,16}?(?:集团|公司|总厂)[^，,。；;]{0,2}?内设的?[^，,。；;]{0,6}?(?:单位|机构|部门))(?=[，,。；;）)]|$)"
    r"|(?:未|没有)(?:依法|单独|另行)?(?:办理|进行|完成|取得)(?:过|了)?(?:独立)?(?:企业|法人|工商|市场主体|营业执照)(?:注册)?(?:设立)?登记"
    r"|(?:独立)?(?:企业)?法人(?:登记|资格|主体|执照)?[^，,。；;、]{0,4}?(?:已|被|于[^，,。；;]{2,12})(?:依法)?(?:被)?(?:注销|吊销|撤销|收回|取消)(?!了?许可)"
    r"|(?:现|目前|暂|改|仍|一直)[^，,。；;]{0,4}?(?:按|以|作为|改为|变为|转为)[^，,。；;]{0,16}?(?:分公司|分厂|分支机构|事业部|非法人单位)(?:的)?(?:名义|身份|形式)?(?:对外)?(?:经营|运营|运作|开展业务|管理|登记|存在)"
    r"|(?:没有|无|未办理?|未取得|并无)[^，,。；;]{0,4}(?:单独|独立|自己)的?(?:营业)?执照"
    r"|被[^，,。；;]{2,20}吸收合并(?=[，,。；;]|$)|(?:本公司|公司|我司|我厂|本厂|本单位)[^，,。；;]{0,6}(?:没有|不是|并非)独立(?:的)?法人"
    r"|(?:申报(?:主体|单位|范围)|[两二三四五]地|[两二三四五]家|各地|各(?:生产)?基地|上述(?:单位|厂区))[^。；;]{0,40}?(?:均|都|皆)(?:为|是|系|属)[^，,。；;]{0,8}(?:分支机构|分公司|非独立法人)"
    r"|(?:公司|我司|企业|我厂|本厂|本单位)[^，,。；;]{0,2}(?:系|是|为)[^，,。；;]{2,24}?(?:下设|下属|所属)的?非独立核算"
    # 领的是分公司执照, 执照类型为分公司
    r"|(?:领|持|办|拿|用|挂)(?:取|有|到)?的(?:是|为)[^，,。；;]{0,8}?(?:分公司|分支机构|非法人)(?:的)?(?:营业)?执照"
    r"|执照(?:上)?(?:登记|载明|注明)?(?:的)?(?:类型|类别|种类|性质)?(?:登记)?(?:为|是|系)[“”]?[^，,。；;]{0,6}?(?:分公司|分支机构|非法人)"
)
#: Of what belongs to the applicant, where it is not said to belong to another itself: 公司下属的三个分厂.
PARTS = re.compile(
    r"(?<![系是为属])(?:下属|下设|下辖|旗下|所属|设有)的?[^，,。；;]{0,10}?(?:分厂|基地|车间|单位|机构|厂区)"
    r"|(?:子公司|新(?:厂区?|公司|基地|项目))(?=[^，,。；;]{0,6}$)|新厂区[^。；;]{0,12}$"
    r"|(?:下设|下辖|设有)[^，,。；;]{0,6}$"
)
#: Of several together: none of them is a mere part.
EACH = re.compile(r"[均都皆](?:为|是|系|属)")
BELOW = Sought(
    r"(?:规模以下|规下)(?:工业)?(?:企业)?|(?:尚|还|暂|仍)?(?:未|没有?)(?:能|被)?(?:达到?|纳入|进入|列入|升为?|入)(?:规模以上|规上|[“”]?四上|规(?=[，,。；;]|$))"
    r"|(?:^|[，,])[^，,。；;费投数项值]{0,12}?(?:未|没有?)(?:能|被)?(?:升规|纳统|入统)(?:纳统|入统|入库)?(?=[，,。；;）)]|$)"
    r"|(?:不(?:再)?(?:属于?|是|为|在|列入|纳入|计入?|符合|作为|算|够)|并非|已?退出|被?移出|被?剔出|被?剔除出?|调出|掉出)[^，,。；;]{0,6}?(?:规模以上|规上|[“”]?四上)|(?:已|被)退(?:规|库)(?=[，,。；;]|$)"
)
#: A part of the company, or others, of which that may be true.
PART = re.compile(
    r"研究院|研究所|中心|实验室|分公司(?!的|，|。)|办事处|事业部|部门|车间|工作站|协会|联盟|供应商|客户|配套|协作|外协|上下游|园区|周边|合作社|中小|推广"
)
OFFICE = re.compile(r"(?:统计|主管|有关|税务|工信|政府|监管|相关)部门")
#: The applicant itself makes nothing: 全部产品委托外厂代工, 自身不再从事生产.
NO_MAKING = Sought(
    r"(?:不|未|没有|已不)(?:再|直接|实际)?(?:从事|进行|开展|参与)(?:任何|具体|实际|直接|产品)?(?:的)?(?:生产|制造|加工)(?:制造|活动|环节)?(?=[，,。；;]|$)"
    r"|(?:全部|所有|全系列|主要)(?:的)?(?:产品|生产|制造|产能)[^，,。；;]{0,8}?(?:委托|外包|交由|转由|转包)[^，,。；;]{0,12}?(?:代工|加工|生产|制造|完成)"
    r"|(?:公司|我司|企业|本单位|我厂|本厂|工厂|我们|自己|自身)(?:目前|现在?|如今)?(?:仅|只)(?:剩|留下?|是)?(?:从事|负责|保留|承担|管|做|搞|干|经营)[^，,。；;]{0,10}?(?:研发|设计|销售|贸易|咨询|服务|卖货|买卖|经销|营销|贴标|收购)(?=[，,。；;]|$)"
    r"|(?:生产|制造)(?:业务|环节|任务|制造)?[^，,。；;]{0,4}?(?:全部|整体|完全|均已?|都已?)(?:外包|外委|委外)(?=[，,。；;]|$)"
    r"|(?:产品|成品)(?:均|都|全部|现|改)?由(?:外厂|外单位|别家|其他(?:厂|企业)|代工厂|外协厂)[^，,。；;]{0,6}?(?:代加工|代工|生产|加工|制造)(?=[，,。；;]|$)"
    r"|(?:产品|成品|生产|制造|订单)[^，,。；;]{0,4}?(?:已|现|都|均|全部)?(?:转由|转给|改由|交由|交给|委托给?|转交)[^，,。；;]{2,20}?(?:代工|贴牌|代加工|代生产|代为生产|来样加工|OEM)(?:贴牌|生产|加工)*|(?:生产线|产线|工厂|车间|厂房)[^，,。；;]{0,8}?(?:全部|整体)(?:关停|出售|拆除|转让|外租|出租)"
    r"|(?:全部|均|都)(?:委托|外包|交由|转由|交给)[^，,。；;]{0,10}?(?:代工|加工|生产|制造)(?=[，,。；;]|$)"
    r"|(?:公司|我司|企业|[本我](?:厂|单位)|自身|自己|本身)(?:目前|现|已|并|均)?不(?:再)?(?:生产|制造)(?:任何)?(?:产品)?(?=[，,。；;]|$)"
    r"|不(?:直接|再)组织生产(?=[，,。；;]|$)|(?:(?:公司|我司|企业)[^，,。；;]{0,4}?(?<!子公司)|[，,]\s*)(?:无|没有)(?:实体|任何|自有)?(?:生产)?制造业务(?=[，,。；;]|$)"
    r"|(?:公司|我司|企业)(?:属于?|是|为)[^，,。；;]{0,4}?(?:贸易|商贸|流通|咨询)(?:型|类)(?:企业|公司)(?=[，,。；;]|$)"
    r"|(?:公司|企业|我司|我厂|全厂)(?:目前|现)?已(?:经)?(?:全面|整体|全部)?停产(?=[，,。；;]|$)|(?:公司|企业|我司|我厂|全厂)[^，,。；;线窑炉车间]{0,16}?停产至今|(?<!时段)(?:目前|现)(?:已)?无(?:任何)?生产活动"
    # 没有自有生产车间, 公司没有工厂
    r"|(?:没有|无|不设|未建|未设)(?:自有|自己|自建)的?(?:生产|制造|加工)?(?:工厂|车间|基地|产线|生产线|厂房|场所)(?=[，,。；;]|$)"
    r"|(?:公司|我司|企业|[本我]单位)(?:目前|现|本身|自身|并)?(?:没有|无)(?:任何)?(?:生产|制造|加工)?(?:工厂|车间|基地|生产线|厂房)(?=[，,。；;]|$)"
)
#: Pieces may be made by others; so may all in former times.
PIECES = re.compile(
    r"改造前|原来|原先|曾|此前|以前|如|若|零部?件|部件|壳体|毛坯|包装|物流|运输|粗加工|工序|处理|其余|自制|辅料|模具"
    r"|期间[^。；;]{0,4}?(?:公司|企业|全厂|我厂)|(?<!未)(?<!没有)(?<!无法)(?<!未能)(?:复产|恢复(?:了|正常)?生产)|销售公司|贸易公司"
)
#: 试验机床3台仅供培训，不参与产品生产: of machines, of persons; none of them where the firm or all is spoken of.
MACHINES = re.compile(
    r"\d\s*[台套部辆名]|设备|装备|机床|[车铣磨刨钻镗]床|装置|样机|机组|机器人|(?:试验|中试|实训|演示|示范)(?:线|间|台)|人员|员工|顾问|岗位"
)
WHOLE = re.compile(
    r"公司|我司|企业|[本我](?:厂|单位)|全厂|工厂|自身|自己|全部|所有|均已|都已|整体|出售|转让|变卖|封存|出租|外租|拆除|停产|关停|清空"
)


def find_penalties_recorded(case: Case) -> Iterator[Answer]:
    """W where a credit report beside the book shows a penalty of the last three years, whatever the book says."""
    cleared = tell_cleared(case)
    for paper, fact in facts(case, "credit.penalties"):
        some = re.match(r"\D{0,4}([1-9]\d*)\s*(?:[条次项起笔件]|$)", fact.value.strip())
        own = [f for key in ("credit.document", "credit.decided") for p, f in facts(case, key) if p.file == paper.file]
        if some is None or (own and is_old(case, "，".join(f.text for f in own))):
            continue
        which = f"（{'，'.join(f.text for f in own)}）" if own else ""
        said = f"，而正文称“{cleared[1]}”" if cleared else ""
        yield case.finding(
            f"《{paper.file}》载行政处罚{some[1]}条{which}{said}，要求无不良信用记录、无违法违规行为，请核实。",
            fact,
            *own,
            *((cleared[0].place.quoting(cleared[1]),) if cleared else ()),
            severity=Severity.W,
            tags=("recorded",),
            expected="无不良信用记录、无违法违规行为",
            found=fact.value,
        )


def tell_cleared(case: Case) -> tuple[Text, str] | None:
    """Where the book says that it has no such record, with its words."""
    told = find_sentences(case, CLEARED)
    return next(((text, hit[0]) for text, one in told if (hit := CLEARED.search(one))), None)


def tell_spots(case: Case) -> Iterator[tuple[Text, str, str]]:
    """(text, sentence, words that say when) of the book, and of letters that are dated; what a credit report counts is
    told by its own finding."""
    yield from ((text, one, one) for text, one in tell_sentences(case, BAD))
    if (rated := case.field("credit_rating")) and RATED_BAD.search(rated.value):
        yield Text("row", rated.value, rated.place), f"纳税信用评为D级：{rated.value}", rated.value
    yield from tell_rows(case)
    counted = {paper.file for paper, _ in facts(case, "credit.penalties")}
    for letter in tell_letters(case):
        foot = signed[0].text if (signed := read_signed(letter)) else ""
        for text in letter if letter[0].place.file not in counted else ():
            for one in split_sentences(text.text):
                if re.search(r"20\d{2}年", one + foot) and not names_others(case, one):
                    yield text, one, one if re.search(r"20\d{2}年", one) else foot


#: The cell of the credit rating gives a bad one itself: 纳税信用D级, 失信; a bank's C or D is not read.
RATED_BAD = re.compile(
    r"(?:纳税|税务|环保|企业环境)[^，,。；;]{0,8}?(?:[CD]级|[：:为]\s*[CD](?![A-Z])|[黑红](?:色|牌))|失信"
)
#: 近三年行政处罚情况: a table of what offices have done; none of the house's own or of others.
RECORDS = re.compile(r"行政处罚|处罚(?:机关|单位|部门|事由|决定|日期|时间|文号|种类|情况)|违法违规(?:情况|记录)")
OF_OTHERS = re.compile(r"员工|职工|班组|供应商|供方|客户|外协|考核")
NOTHING = re.compile(r"\s*(?:无|没有|不涉及|/|[-—]+|0)?\s*")


def tell_rows(case: Case) -> Iterator[tuple[Text, str, str]]:
    """The rows of such a table that say what was done, each cell as a clause behind its head; its dates in words."""
    for grid in case.submission.grids:
        heads = [cell.text for cell in grid.rows[0]] if grid.own and grid.rows else []
        if not RECORDS.search(grid.caption + "".join(heads)) or OF_OTHERS.search(grid.caption + "".join(heads)):
            continue
        for row in grid.rows[1:]:
            done = [cell for cell in row if PENALTY_DONE.search(cell.text)]
            dates = "".join(re.sub(r"(20\d{2})\s*[-./]\s*(\d{1,2})", r"\1年\2月", cell.text) for cell in row)
            if done and not all(NOTHING.fullmatch(cell.text) for cell in row[1:]):
                said = done[-1].text
                yield Text("row", said, done[-1].place), f"受到行政处罚：{said}", dates


#: 罚款3万元, 责令改正、警告: what an office lays on a firm.
PENALTY_DONE = re.compile(r"罚款|罚没|没收|警告|责令|吊销|停产|查封|\d\s*万?元")


@rule("ELIG-C-05")
def find_violation_told(case: Case) -> Iterator[Answer]:
    """W where the book itself tells of a penalty or a bad record of the last three years; the rest is looked up."""
    recorded = list(find_penalties_recorded(case))
    yield from recorded
    told = bool(recorded)
    for text, sentence, dated in tell_spots(case):
        if BAD.search(sentence) is None or OUTSIDE.search(sentence):
            continue
        for before, clause in pairwise(("", *re.split("[，,]", sentence))):
            hit = BAD.search(clause)
            if hit is None or HARMLESS.search(clause) or CONDITION.search(before) or is_old(case, dated):
                continue
            if NO_PENALTY.search(sentence) and not PENALTY.search(NO_PENALTY.sub("", clause)):
                continue
            told = True
            said = (text.text if text.key == "row" else clause.strip())[:60]
            yield case.finding(
                f"{say_source(text)}“{said}”，要求无不良信用记录、无违法违规行为，请核实。",
                text.place.quoting(said),
                severity=Severity.W,
                tags=("told",),
                about=(f"{text.place.path}“{said}”",),
                expected="无不良信用记录、无违法违规行为",
                found=hit[0],
            )
    if told:
        return
    by_hand = f"需人工核对：{case.rule.look_at}"
    cleared = tell_cleared(case)
    if cleared is None:
        raise NotChecked(by_hand, Cause.MANUAL)
    yield Agreed(f"“{cleared[1]}”", (cleared[0].place.quoting(cleared[1]),))
    yield Skipped(by_hand, Cause.MANUAL)


def find_no_person_told(case: Case) -> Iterator[Answer]:
    """ELIG-C-01, W."""
    for text, sentence in find_sentences(case, NO_PERSON):
        hit = NO_PERSON.search(sentence)
        ahead = sentence[: hit.start()] if hit else ""
        if hit and (EACH.search(hit[0]) or not (PART.search(ahead) or PARTS.search(ahead))):
            yield case.finding(
                f"正文称“{hit[0]}”，申报主体应为独立法人，请核实。",
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=("company_name", text.key),
                expected="独立法人",
                found=hit[0],
            )
            return


def find_below_scale_told(case: Case) -> Iterator[Answer]:
    """ELIG-C-02, W."""
    for text, sentence in find_sentences(case, BELOW):
        for clause in re.split("[，,]", sentence):
            hit = BELOW.search(clause)
            if (
                hit
                and not PART.search(OFFICE.sub("", clause))
                and not OUTSIDE.search(sentence)
                and not re.search(
                    r"(?:不再(?:是|为|属于)?(?:规模以下|规下)|[由从](?:规模以下|规下)|已非|原|曾|此前|以前)", clause
                )
            ):
                yield case.finding(
                    f"正文称“{clause.strip()}”，要求为规模以上工业企业，请核实。",
                    text.place.quoting(clause.strip()),
                    severity=Severity.W,
                    about=(text.key,),
                    expected="规模以上工业企业",
                    found=hit[0],
                )
                return


def find_no_making_told(case: Case) -> Iterator[Answer]:
    """ELIG-C-08, W."""
    for text, sentence in find_sentences(case, NO_MAKING):
        hit = NO_MAKING.search(sentence)
        ahead = sentence[: hit.start()] if hit else ""
        some = MACHINES.search(ahead) and not WHOLE.search(ahead + (hit[0] if hit else ""))
        if hit and not some and not PART.search(ahead) and not PIECES.search(sentence):
            yield case.finding(
                f"正文称“{hit[0]}”，应从事实际生产制造，请核实。",
                text.place.quoting(hit[0]),
                severity=Severity.W,
                tags=("told",),
                about=(f"{text.place.path}“{hit[0]}”",),
                expected="从事实际生产制造",
                found=hit[0],
            )
            return
