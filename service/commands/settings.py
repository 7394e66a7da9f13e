"""`huiyin settings`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.options import AsJson
from service.commands.running import emit

if TYPE_CHECKING:
    from service.settings import ShownSetting

Markdown = Annotated[bool, typer.Option("--markdown", help="输出 README 里的那张表")]


def show(as_json: AsJson = False, as_table: Markdown = False) -> None:
    """显示全部设置：当前值、默认值、含义。密码和密钥不显示。

    例：HUIYIN_PORT=8010 huiyin settings
    """
    from service import settings

    if as_table:
        typer.echo(settings.markdown(), nl=False)
        return
    values = settings.shown(settings.load())
    emit(values, as_json, _lines(values))


def _lines(values: "tuple[ShownSetting, ...]") -> Iterator[str]:
    for one in values:
        yield f"{one.name} = {'（不设）' if one.value is None else one.value}"
        yield f"    {one.help}；默认：{one.default or '不设'}"
