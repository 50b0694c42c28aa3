"""review, fill, selftest: a batch is reviewed, its official table filled, the rules tried on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from model.errors import BadData, say_cause
from model.whole_file import write_whole
from pipeline.reference import DEFAULT_REGIME, load_reference
from ui.commands import DEFAULT_WORKSPACE, UNREADABLE, JsonFile, Regime, Workspace, app
from ui.output_file import writable, write_json
from ui.result_table import print_batch, print_reviews

if TYPE_CHECKING:
    from pipeline import BatchResult


@app.command()
def review(
    paths: Annotated[list[Path], typer.Argument(help="申报书文件、文件夹或 zip；文件夹的每个子文件夹是一件申报。")],
    workspace: Workspace = DEFAULT_WORKSPACE,
    regime: Regime = DEFAULT_REGIME,
    json_file: JsonFile = None,
    report: Annotated[Path | None, typer.Option(help="把问题清单（xlsx）写到这个文件夹。")] = None,
    batch: Annotated[str | None, typer.Option(help="批次名称，默认取路径名。")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="同时读取的文件数，默认按处理器核数。")] = None,
    engine: Annotated[str, typer.Option(help="local 或 dask://主机:端口。")] = "local",
    archive: Annotated[Path | None, typer.Option(help="历年认定与奖励档案（xlsx）。")] = None,
) -> None:
    """审查一批申报书：读取、提取、归类、核对、入库。"""
    from pipeline import review_paths
    from pipeline.contract import batch_json

    writable(json_file)
    with _bars() as tell:
        result = review_paths(
            paths, workspace, regime=regime, batch=batch, workers=workers, engine=engine, progress=tell, archive=archive
        )
    if json_file:
        write_json(json_file, batch_json(result))
    print_reviews(result.reviews)
    print_batch(result.outcomes)
    for remark in result.remarks:
        print(f"注意：{remark}")
    if report:
        _write_report(report, result, workspace, regime)
    reused = f"，其中 {result.reused} 件沿用上次结果" if result.reused else ""
    print(f"批次“{result.batch}”共 {len(result.reviews)} 件{reused}；工作区：{workspace}")
    if result.unreadable:
        print(f"有 {result.unreadable} 个文件读不出，原因见上表；其余已全部处理。")
        raise typer.Exit(UNREADABLE)


@app.command()
def fill(
    form: Annotated[str, typer.Argument(help="表号，如 GS-06。")],
    out: Annotated[Path, typer.Option("-o", "--out", help="输出文件（.docx 或 .xlsx）。")],
    workspace: Workspace = DEFAULT_WORKSPACE,
    batch: Annotated[str | None, typer.Option(help="批次名称，默认最近一批。")] = None,
) -> None:
    """用已审查的申报书填写官方汇总表，逐格记录来源。"""
    from pipeline.tables import fill_official_table

    writable(out)
    table = fill_official_table(form.upper(), out, workspace, batch)
    waiting = sum(cell.text == "待补" for row in table.rows for cell in row.cells)
    print(f"已写出 {out}：{len(table.rows)} 行，{waiting} 格待补（文末附来源）。")
    for note in table.notes:
        print(f"注意：{note}")


@app.command()
def selftest(
    workspace: Workspace = DEFAULT_WORKSPACE,
    batch: Annotated[str | None, typer.Option(help="批次名称，默认最近一批。")] = None,
    each: Annotated[int, typer.Option(min=0, help="每种错误埋入几件申报的解析副本。")] = 3,
    words: Annotated[int, typer.Option(min=0, help="每种错误埋入几份 Word 文件的副本（改后重读）。")] = 1,
    json_file: JsonFile = None,
) -> None:
    """在本批副本中埋入已知错误，自测召回与误报；工作区不作任何改动。"""
    from pipeline.selftest import run_selftest
    from ui.selftest_table import print_selftest, selftest_json

    writable(json_file)
    with _bars() as tell:
        result = run_selftest(workspace, batch, each, words, tell)
    if json_file:
        write_json(json_file, selftest_json(result))
    print_selftest(result)


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr; what it gives is told (what is done, done so far, of how many)."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("准备", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bars.update(task, description=what, completed=done, total=total)

        yield tell


def _write_report(folder: Path, result: BatchResult, workspace: Path, regime: str) -> None:
    from store import Store
    from ui.export_xlsx import findings_workbook

    titles = {rule.id: rule.title for rule in load_reference(regime).rules}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadData(str(folder), f"写不进去（{say_cause(error)}）") from error
    out = folder / "问题清单.xlsx"
    with Store(workspace) as store:
        book = findings_workbook(result.reviews, store.decisions, lambda rule: titles.get(rule, rule), result.outcomes)
    write_whole(out, book)
    print(f"问题清单：{out}")
