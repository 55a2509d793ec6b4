"""`xinyong`: one thin command per public function. Heavy libraries load inside the commands that use them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from xinyong.cli import catalogue, mending, racing, reading, running, teaching, writing
from xinyong.errors import Problem, Stopped, XinyongError

START = """\
Xinyong is a laboratory for social credit schemes, on synthetic people only. 本项目不是征信服务。
  xinyong schemes                                what there is to run
  xinyong show suining-2010                      a scheme's rules, with their sources
  xinyong compare suining-2010 --with none       the same synthetic people with and without it
  xinyong --help                                 every command"""

INTERRUPTED = 130
STOPPED = "xinyong: interrupted; nothing was left half-written"
OUT_OF_MEMORY = Problem("out of memory", "`xinyong plan` says what a run needs, --people asks for fewer")

app = typer.Typer(
    name="xinyong",
    help="A laboratory for social credit schemes, on synthetic people only. It is no credit service and holds no data "
    "about anyone.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"xinyong {version('xinyong')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A laboratory for social credit schemes, on synthetic people only."""
    del version  # typer has already acted on it
    if context.invoked_subcommand is None:
        typer.echo(START)


for module in (catalogue, writing, running, reading, mending, teaching, racing):
    module.register(app)


def _carried_out() -> int:
    """Run the command that was asked for and return its exit code."""
    code = int(app(standalone_mode=False) or 0)
    if code == INTERRUPTED:
        raise KeyboardInterrupt  # typer has turned it into an exit code
    return code


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 check or verify found something, 2 wrong input,
    3 out of resources, 130 interrupted."""
    from xinyong.cli.streams import ready, written_out

    ready()
    sys.exit(written_out(_exit_code()))


def _exit_code() -> int:  # noqa: PLR0911 (one return for each way to end)
    from xinyong.cli.output import explain_error, explain_problem
    from xinyong.cli.streams import nobody_reads, note, problem_of_system
    from xinyong.cli.usage import is_usage_error, usage_problem

    as_json = "--json" in sys.argv[1:]
    try:
        return _carried_out()
    except XinyongError as error:
        note(f"xinyong: {error}") if isinstance(error, Stopped) else explain_error(error, as_json=as_json)
        return error.exit_code
    except typer.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        note(STOPPED)
        return INTERRUPTED
    except MemoryError:
        explain_problem(OUT_OF_MEMORY, as_json=as_json)
        return 3
    except (BrokenPipeError, SystemExit):
        # The reader of our output went away, as `| head` does; some versions of the parser then leave by themselves.
        nobody_reads()
        return 0
    except OSError as error:
        problem, code = problem_of_system(error)
        if error.filename is None:  # the output itself cannot be written
            nobody_reads()
        explain_problem(problem, as_json=as_json and error.filename is not None)
        return code
    except Exception as error:
        if not is_usage_error(error):
            raise
        explain_problem(usage_problem(error, sys.argv[1:], typer.main.get_command(app)), as_json=as_json)
        return 2
