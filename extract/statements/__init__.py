"""Statements: the columns of 资产负债表, 利润表, 现金流量表 and of tables of key figures, from any document."""

from extract.statements.captions import find_unit_lines
from extract.statements.owners import read_owners
from extract.statements.publish import publish_lines
from extract.statements.read import StatementReader
from extract.statements.turned import mark_turned
from extract.statements.unprinted import settle_units

__all__ = ["StatementReader", "find_unit_lines", "mark_turned", "publish_lines", "read_owners", "settle_units"]
