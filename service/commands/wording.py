"""What the command line itself says, in Chinese: usage, help, complaints about what was typed.

typer words these in English and lines up columns by characters, of which a Chinese one is two columns wide.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import typer

# typer publishes BadParameter alone; which of the others it was tells what was mistyped.
from typer._click import Command, Context, Parameter
from typer._click.exceptions import BadOptionUsage, MissingParameter, NoArgsIsHelpError, NoSuchOption
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.models import CommandFunctionType

WIDE: Final = frozenset("WF")
HELP: Final = "显示这份说明"
_NAMED: Final = re.compile(r"'([^']*)'|\(s\) \((.*)\)")  # as typer's messages quote what was typed


class ChineseCommand(TyperCommand):
    """A command that explains itself in Chinese."""

    def get_help(self, ctx: Context) -> str:
        """Return usage, help, arguments and options."""
        return "\n".join(_explained(self, ctx))


class ChineseGroup(TyperGroup):
    """A group of commands that explains itself in Chinese."""

    def get_help(self, ctx: Context) -> str:
        """Return usage, help, options and commands."""
        commands = [(name, (one.help or "").strip().partition("\n")[0]) for name, one in self.commands.items()]
        return "\n".join((*_explained(self, ctx), *_table("命令", commands), *_paragraph(self.epilog)))


class CommandLine(typer.Typer):
    """The command line or a group of it; all that is registered speaks Chinese."""

    def __init__(self, about: str, *, name: str | None = None, epilog: str | None = None) -> None:
        """Take what a group says of itself."""
        super().__init__(
            name=name,
            cls=ChineseGroup,
            help=about,
            epilog=epilog,
            no_args_is_help=True,
            add_completion=False,
            rich_markup_mode=None,  # frames and colours cost half of the 0.2 s that --help takes
            pretty_exceptions_enable=False,  # its tracebacks show local values, letters among them
        )

    def command(
        self,
        name: str | None = None,
        **rest: Any,  # noqa: ANN401 - typer's own keywords
    ) -> Callable[[CommandFunctionType], CommandFunctionType]:
        """Register a command, as typer does."""
        return super().command(name, cls=ChineseCommand, **rest)


def complaint(error: typer.TyperException) -> str:
    """Say what was mistyped and where to look; after the bare name of a group that is its help."""
    if isinstance(error, NoArgsIsHelpError):
        return error.message
    place: Context | None = getattr(error, "ctx", None)
    return f"用法不对：{_reason(error, place)}" + (f"\n说明见 {place.command_path} --help" if place else "")


def _reason(error: typer.TyperException, place: Context | None) -> str:
    match error:
        case NoSuchOption():
            near = "、".join(sorted(error.possibilities or ()))
            return f"没有选项 {error.option_name}" + (f"，是不是 {near}" if near else "")
        case BadOptionUsage():
            return f"选项 {error.option_name} 后面{'要写一个值' if 'requires' in error.message else '不写值'}"
        case MissingParameter(param=param) if param is not None:
            return f"没有写 {_name(param)}"
        case typer.BadParameter(param=param) if param is not None:  # with a cause where typer itself converts
            return f"{_name(param)}：{f'值不合要求，{_limits(param)}' if error.__cause__ else error.message}"
        case typer.BadParameter():
            return error.message
    return _misplaced(error.message, place)


def _misplaced(message: str, place: Context | None) -> str:
    found = _NAMED.search(message)
    typed = (found[1] or found[2]) if found else ""
    if place is not None and isinstance(place.command, TyperGroup):
        return f"没有命令 {typed}" if typed else "要写一个命令"
    return f"多写了 {typed}"


def _explained(command: Command, ctx: Context) -> Iterator[str]:
    params = command.get_params(ctx)
    arguments = [one for one in params if isinstance(one, TyperArgument)]
    options = [one for one in params if isinstance(one, TyperOption)]
    usage = ["用法：" + ctx.command_path, "[选项]"]
    usage += [_name(one) if one.required else f"[{_name(one)}]" for one in arguments]
    yield " ".join([*usage, "命令 …"] if isinstance(command, TyperGroup) else usage)
    yield from _paragraph(command.help)
    yield from _table("参数", [(_name(one), _limits(one)) for one in arguments])
    yield from _table("选项", [(_written(one), _limits(one)) for one in options])


def _paragraph(text: str | None) -> Iterator[str]:
    if text:
        yield ""
        yield from (f"  {line.strip()}" if line.strip() else "" for line in text.strip().splitlines())


def _table(heading: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    if rows:
        width = max(_columns(left) for left, _ in rows)
        yield from ("", f"{heading}：")
        yield from (f"  {left}{' ' * (width - _columns(left))}  {right}" for left, right in rows)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in WIDE else 1 for one in text)


def _name(param: Parameter) -> str:
    return param.opts[0] if isinstance(param, TyperOption) else param.metavar or param.name


def _written(option: TyperOption) -> str:
    """Return all names of an option and what stands for its value."""
    return ", ".join(option.opts) + ("" if option.is_flag else f" {option.metavar or '值'}")


def _limits(param: Parameter) -> str:
    """Return what is said of a parameter, what it may be and what it is when left out."""
    if not isinstance(param, TyperArgument | TyperOption):
        return ""
    if param.name == "help":
        return HELP
    notes = [
        "可写：" + "、".join(str(one) for one in param.type_descriptor.choices or ()),
        f"{'' if param.min is None else param.min} 到 {'' if param.max is None else param.max}",
        "必填" if param.required and isinstance(param, TyperOption) else "",
        f"不写为 {param.default}" if param.show_default and param.default not in (None, False, ()) else "",
    ]
    told = [note for note in notes if note not in ("可写：", " 到 ", "")]
    return (param.help or "") + (f"（{'；'.join(told)}）" if told else "")
