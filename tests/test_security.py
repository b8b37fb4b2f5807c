"""What SECURITY.md promises of the text of the program itself; and every test it names is there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.named import ROOT, named_in, named_in_vain
from tests.test_architecture import MODULES

STARTERS = {"audio.child", "audio.own_sound", "guide.remote.awake"}
"""The modules that start programs: this Python with a module of ours, and systemd-inhibit."""
EDITS = "guide.cli.commands.config"
"""The one that opens the user's own editor, by click, which has used no shell since 8.4."""
OF_SUBPROCESS = {"Popen", "run", "PIPE", "DEVNULL", "TimeoutExpired"}
PROGRAMS = {"sys.executable", "*_INHIBIT"}
"""What stands first in the list that a process is started with."""
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "dill", "pty", "commands", "webbrowser", "xml"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "click.launch", "click.echo_via_pager"}
OF_OS = re.compile(r"os\.(system|popen|startfile|exec\w+|spawn\w+|posix_spawn\w*)")
OF_YAML = {"parse", "dump", "BaseLoader", "CBaseLoader", "SafeDumper"}
"""Nothing of it makes objects of what a file says: ``parse`` gives events, ``Base`` knows texts."""


def tree(module: str) -> ast.Module:
    """What a module is made of."""
    return ast.parse(MODULES[module].read_text("utf-8"))


def names_in(module: str) -> dict[str, int]:
    """All dotted names that a module uses, and one line of each."""
    nodes = (node for node in ast.walk(tree(module)) if isinstance(node, ast.Name | ast.Attribute))
    return {ast.unparse(node): node.lineno for node in nodes}


def command_of(call: ast.Call, module: str) -> ast.expr:
    """What a process is started with; a name is looked up in the module."""
    command = call.args[0]
    if isinstance(command, ast.Name):
        (command,) = (
            node.value
            for node in ast.walk(tree(module))
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == command.id
        )
    return command


@pytest.mark.parametrize("module", MODULES)
def test_no_shell_is_called(module: str) -> None:
    """No text, of a file or of a person, can be a command: nothing here gives any to a shell."""
    wrong = [name for name in names_in(module) if OF_OS.fullmatch(name)]
    wrong += [name for name in names_in(module) if "create_subprocess" in name]
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.keyword):
            assert node.arg != "shell", f"{module}:{node.lineno}"
        if isinstance(node, ast.ImportFrom):
            assert node.module not in ("subprocess", "os"), f"{module}: os.name, in full"
        if isinstance(node, ast.Call) and ast.unparse(node.func) in FORBIDDEN_CALLS:
            wrong.append(ast.unparse(node))
    if module != EDITS:
        assert "click.edit" not in names_in(module)
    assert not wrong


@pytest.mark.parametrize("module", MODULES)
def test_processes_are_started_from_lists(module: str) -> None:
    """Each is a program that we choose, with its arguments one by one, in one of three modules."""
    used = {name.removeprefix("subprocess.") for name in names_in(module) if "subprocess." in name}
    assert used <= OF_SUBPROCESS
    assert ("subprocess" in names_in(module)) == (module in STARTERS)
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "subprocess.Popen",
            "subprocess.run",
        ):
            command = command_of(node, module)
            assert isinstance(command, ast.List)
            assert ast.unparse(command.elts[0]) in PROGRAMS


@pytest.mark.parametrize("module", MODULES)
def test_no_data_becomes_objects(module: str) -> None:
    """What is read is text, JSON or events of YAML: nothing of it names a class or runs code."""
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([getattr(node, "module", None)] if isinstance(node, ast.ImportFrom) else [])
        + [alias.name for alias in node.names]
        if name
    }
    assert not imported & FORBIDDEN_MODULES
    used = {name for name in names_in(module) if name.startswith("yaml.")}
    of_loading = {
        name
        for name in used
        if re.search(r"[Ll]oad|[Cc]onstruct|[Dd]ump|parse|compose|scan", name)
        and "_with_libyaml" not in name
    }
    assert {name.removeprefix("yaml.") for name in of_loading} <= OF_YAML


def test_every_test_that_it_names_is_there() -> None:
    """A promise without a test is none."""
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    assert named_in_vain(text) == []
    promises = re.findall(r"^- \*\*.+(?:\n  .+)*", text, re.MULTILINE)
    assert len(promises) >= 10
    assert [promise for promise in promises if not named_in(promise)] == []


def test_one_module_speaks_to_the_network() -> None:
    """The voices' downloads, when a person asks for them; nothing else knows how to."""
    networks = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx"}
    found = set()
    for module in MODULES:
        for node in ast.walk(tree(module)):
            names = [alias.name for alias in getattr(node, "names", []) if hasattr(alias, "name")]
            if isinstance(node, ast.ImportFrom):
                names = [str(node.module)]
            if isinstance(node, ast.Import | ast.ImportFrom):
                found |= {
                    module for name in names if name in networks or name.split(".")[0] in networks
                }
    assert found == {"audio.speech.sources"}
