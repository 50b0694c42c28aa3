"""Papers as real life has them: a scan without text layer, a broken .docx, a contract nobody asked for. All bytes."""

from io import BytesIO
from pathlib import Path
from time import gmtime

import pypdfium2
from docx import Document
from PIL import Image

from tests.books.frozen import freeze

SCAN_DPI = 130


def scan_pdf(source: Path, pages: int) -> bytes:
    """The first pages of a PDF → black-and-white page pictures, slightly askew, in a PDF without text."""
    document, pictures = pypdfium2.PdfDocument(source), []
    for number in range(min(pages, len(document))):
        page: Image.Image = document[number].render(scale=SCAN_DPI / 72).to_pil().convert("L")
        turned = page.rotate(0.35 * (-1) ** number, fillcolor=255, resample=Image.Resampling.BICUBIC)
        pictures.append(turned.point(lambda value: 255 if value > 170 else 0).convert("1"))
    result = BytesIO()
    made = gmtime(1757400000)
    pictures[0].save(
        result, "PDF", save_all=True, append_images=pictures[1:], resolution=SCAN_DPI, creationDate=made, modDate=made
    )
    return result.getvalue()


def truncate(package: bytes) -> bytes:
    """A file whose upload broke off: the zip directory at its end is missing."""
    return package[: len(package) * 3 // 5]


def write_contract() -> bytes:
    """A purchase contract: readable, and none of the known forms."""
    document = Document()
    document.add_heading("设备采购合同", 0)
    for line in (
        "合同编号：QY-2025-0617",
        "甲方（买方）：庆阳董志塬果汁有限公司",
        "乙方（卖方）：西安渭水测控有限公司",
        "根据《中华人民共和国民法典》及有关规定，甲乙双方在平等自愿的基础上，就果汁灌装线改造所需设备的采购事宜协商一致，订立本合同。",
        "一、标的、数量与价款",
    ):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=5, style="Table Grid")
    for row in (
        ("序号", "设备名称", "规格型号", "数量", "金额（元）"),
        ("1", "在线糖度仪", "BX-200", "2台", "96000.00"),
        ("2", "无菌灌装阀组", "GF-24", "1套", "358000.00"),
        ("3", "无线温度传感器", "WV-2", "40只", "32000.00"),
        ("合计", "", "", "", "486000.00"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for line in (
        "二、质量标准：按国家标准及乙方企业标准执行，质保期自验收合格之日起十二个月。",
        "三、交货：乙方应于2025年8月20日前将设备运至甲方厂区，运输和保险费用由乙方承担。",
        "四、付款：合同签订后七日内支付百分之三十，货到验收合格后支付百分之六十，余款作为质量保证金。",
        "五、违约责任：逾期交货的，每逾期一日按合同总价的千分之三支付违约金。",
        "六、争议解决：协商不成的，向甲方所在地人民法院起诉。",
        "甲方（盖章）：                乙方（盖章）：",
        "签订日期：2025年6月17日",
    ):
        document.add_paragraph(line)
    result = BytesIO()
    document.save(result)
    return freeze(result.getvalue(), author="渭水测控销售", created="2025-06-17T09:30:21")
