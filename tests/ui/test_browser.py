"""A real headless Chromium drives the application from the queue to a stored decision."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from build_books import BATCH, fill_store
from playwright.sync_api import Browser, Page, expect, sync_playwright

from model.review import Decision
from store import Store
from ui.serve import find_port, serve_command

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.environ.get("MINGJIAN_NO_BROWSER") == "1", reason="MINGJIAN_NO_BROWSER=1"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
HERE = Path(__file__).parent
SHOTS = Path(os.environ.get("MINGJIAN_SHOTS") or Path(tempfile.gettempdir()) / "mingjian-shots")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PATIENCE = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(f"no browser ({', '.join(names)}): install chromium, or set MINGJIAN_NO_BROWSER=1 to go without")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "ws"
    fill_store(folder)
    return folder


@pytest.fixture(scope="module")
def address(workspace: Path) -> Iterator[str]:
    with _serving(HERE / "app_with_made_rules.py", workspace) as address:
        yield address


@contextmanager
def _serving(app: Path, workspace: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = find_port(probe.getsockname()[1] + 1)
    environment = dict(os.environ, MINGJIAN_WORKSPACE=str(workspace), PYTHONPATH=str(HERE.parents[1]))
    command = serve_command(app, workspace, port)
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=sys.stderr)
    try:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with opener.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                    break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:  # a busy machine, in the middle of an import
            server.kill()
            server.wait()


@pytest.fixture
def page(browser: Browser, workspace: Path) -> Iterator[Page]:
    """A page that fails the test when anything was asked of another host."""
    _forget_decisions(workspace)
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket_: asked.append(socket_.url))
    yield page
    context.close()
    outside = [url for url in asked if urlsplit(url).hostname not in ("127.0.0.1", None)]
    assert outside == []


def _forget_decisions(workspace: Path) -> None:
    with Store(workspace) as store:
        for submission in ("id-jia", "id-yi", "id-evil"):
            for mark in store.decisions(submission):
                store.undo(submission, mark, "测试", "t")


def _stored(workspace: Path, submission: str = "id-jia") -> list[Decision]:
    with Store(workspace) as store:
        return list(store.decisions(submission).values())


def _wait_stored(workspace: Path, count: int) -> list[Decision]:
    deadline = time.monotonic() + 15
    while len(_stored(workspace)) != count and time.monotonic() < deadline:
        time.sleep(0.1)
    return _stored(workspace)


def _open(page: Page, address: str, submission: str) -> None:
    page.goto(f"{address}/review?id={submission}&batch={quote(BATCH)}")
    page.locator(".card").first.wait_for()
    page.get_by_role("button", name="确认成立").wait_for()
    page.locator(".evidence.lit").wait_for()


def _shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(700)  # toasts and fades
    page.screenshot(path=SHOTS / f"{name}.png")


def test_the_application_itself_starts(page: Page, tmp_path: Path) -> None:
    """`ui/app.py` as people start it, with its own rules: none of its files stands before a library of that name."""
    with _serving(HERE.parents[1] / "ui" / "app.py", tmp_path / "ws") as address:
        page.goto(address)
        page.get_by_text("还没有审查过的材料").wait_for()


def test_from_the_queue_to_a_stored_decision(page: Page, address: str, workspace: Path) -> None:
    """Open the queue, click the riskiest book, see the box on the page, press 1: decided and stored."""
    page.goto(address)
    grid = page.locator("[data-testid=stDataFrame]").nth(1)
    grid.locator("canvas").first.wait_for()
    page.wait_for_timeout(800)
    _shoot(page, "queue")
    spot = grid.bounding_box()
    assert spot is not None
    page.mouse.click(spot["x"] + 200, spot["y"] + 46)
    page.locator(".card").first.wait_for()
    assert "id=id-jia" in page.url
    page.get_by_role("heading", name="甘肃陇原精密制造有限公司").wait_for()
    box = page.locator(".box.lit")
    box.wait_for()
    assert page.locator(".box").count() == 3
    picture = page.locator("img.page").bounding_box()
    place = box.bounding_box()
    assert picture is not None
    assert place is not None
    # The box lies where the value is printed: 280..525 of 595 points across the page.
    assert abs((place["x"] - picture["x"]) / picture["width"] - 280 / 595) < 0.01
    tag = box.locator(".tag").bounding_box()
    assert tag is not None
    assert tag["y"] + tag["height"] <= place["y"] + 3  # its label stands above it and hides no digit of the value
    _shoot(page, "book_pdf")
    page.keyboard.press("1")
    (decision,) = _wait_stored(workspace, 1)
    assert decision.verdict.value == "confirmed"
    page.locator(".card.selected .rule", has_text="A-03").wait_for()
    page.locator(".mark.confirmed").wait_for()
    page.reload()
    page.locator(".mark.confirmed").wait_for()


def test_evidence_is_chosen_by_click_and_folded_findings_are_nested(page: Page, address: str) -> None:
    _open(page, address, "id-jia")
    page.locator(".box", has_text="证据 3").click()
    page.locator(".evidence.lit", has_text="证据 3").wait_for()
    page.locator(".card.nested").click()
    page.locator(".pages", has_text="2 / 2").wait_for()
    page.get_by_label("上一页").click()
    page.locator(".pages", has_text="1 / 2").wait_for()
    page.get_by_label("放大").click()
    assert page.locator(".sheet").evaluate("e => e.style.width") == "130%"


def test_word_table_paragraph_and_sheet_are_shown(page: Page, address: str) -> None:
    """↓ walks through the list: the Word cell is marked, the sentence quoted, the sheet's row shown."""
    _open(page, address, "id-jia")
    page.locator(".card", has_text="设备合计填").click()
    cell = page.locator("td.cell.lit")
    cell.wait_for()
    assert cell.inner_text() == "58"
    assert page.locator("td.cell.dim").all_inner_texts() == ["12", "35"]
    _shoot(page, "book_word")
    page.keyboard.press("ArrowDown")
    quote_ = page.locator("mark.quote")
    quote_.wait_for()
    assert quote_.inner_text() == "由 2.0% 降低至 1.5%，降低 50%"
    _shoot(page, "book_paragraph")
    page.keyboard.press("ArrowDown")
    page.locator("th.number", has_text="81").wait_for()
    assert page.locator("td.cell.lit").inner_text() == "80002"
    _shoot(page, "book_sheet")


def test_dismissing_by_key_needs_and_keeps_a_reason(page: Page, address: str, workspace: Path) -> None:
    _open(page, address, "id-jia")
    page.keyboard.press("2")
    page.get_by_role("button", name="确定不成立").wait_for()
    page.get_by_role("button", name="确定不成立").click()
    page.get_by_text("请先选择不成立的理由。").wait_for()
    page.get_by_role("combobox", name="不成立的理由").click()
    page.get_by_role("option", name="在允许误差内").click()
    page.get_by_label("补充说明").fill("合同 12 条 N")  # digits and letters typed here are no commands
    _shoot(page, "dismiss")
    page.get_by_role("button", name="确定不成立").click()
    (decision,) = _wait_stored(workspace, 1)
    assert (decision.verdict.value, decision.reason) == ("dismissed", "在允许误差内：合同 12 条 N")
    page.locator(".reason", has_text="在允许误差内").wait_for()


def test_question_is_edited_and_sent_by_key_and_undone(page: Page, address: str, workspace: Path) -> None:
    _open(page, address, "id-jia")
    page.keyboard.press("3")
    area = page.get_by_label("请企业说明")
    area.wait_for()
    assert area.input_value() == "请说明资产负债率的计算口径。"
    area.fill("请附计算过程。")
    _shoot(page, "ask")
    page.keyboard.press("Control+Enter")
    (decision,) = _wait_stored(workspace, 1)
    assert (decision.verdict.value, decision.reason) == ("ask", "请附计算过程。")
    page.locator(".card.selected .rule", has_text="A-03").wait_for()
    area.wait_for(state="detached")
    page.keyboard.press("ArrowUp")
    page.locator(".card.selected .rule", has_text="A-15").wait_for()
    undo = page.get_by_role("button", name="撤销")
    expect(undo).to_be_enabled(timeout=15_000)  # the key is dead until the selected finding is drawn anew
    page.keyboard.press("u")
    assert _wait_stored(workspace, 0) == []


def test_n_goes_on_to_the_next_book_and_ends_at_the_queue(page: Page, address: str) -> None:
    _open(page, address, "id-evil")
    page.keyboard.press("n")
    page.get_by_role("heading", name="酒泉乙能源装备有限公司").wait_for()
    page.get_by_role("button", name="下一件").click()
    page.get_by_role("button", name="取下一件").wait_for()


def test_hostile_texts_stay_texts(page: Page, address: str) -> None:
    """Names, messages, cells and paragraphs with scripts, pictures and links: nothing runs, nothing is fetched."""
    _open(page, address, "id-evil")
    for expander in page.locator("[data-testid=stExpander] summary").all():
        expander.click()
    page.locator(".evidence", has_text="证据 2").click()
    page.locator("p.line.lit").wait_for()
    page.get_by_role("button", name="材料 2 份").click()
    page.wait_for_timeout(1000)
    _shoot(page, "hostile")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    page.get_by_label("请企业说明").wait_for()
    page.get_by_role("button", name="确定").click()
    page.locator(".mark.ask").wait_for()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src='x']").count() == 0
    assert page.locator("a[href*='evil']").count() == 0


def test_rule_explanation_and_export_are_at_hand(page: Page, address: str) -> None:
    _open(page, address, "id-jia")
    page.get_by_role("button", name="规则", exact=False).first.click()
    page.get_by_text("申报材料应当真实、准确、完整。").wait_for()
    _shoot(page, "rule")
    page.keyboard.press("Escape")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出").click()
    assert waiting.value.suggested_filename == "问题清单_甲公司.xlsx"


def test_only_chinese_is_on_the_screen(page: Page, address: str) -> None:
    """Streamlit's own English words in the upload box are translated."""
    page.goto(address)
    page.get_by_role("button", name="导入材料").click()
    page.get_by_text("文件或压缩包", exact=True).wait_for()
    page.wait_for_timeout(1500)
    _shoot(page, "upload")
    text = page.locator("[data-testid=stPopoverBody]").inner_text()
    for english in ("Upload", "Browse", "Drag", "drop", "Limit", "per file"):
        assert english not in text
