"""Every command, as a person calls it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path
from typing import Any

import pytest

from guide.cli import COMMANDS
from tests.guide.cli.conftest import SHORT
from tests.guide.cli.running import GUIDE, guide, start_guide

BUNDLED = {
    "daily-back-care",
    "gentle-stretches",
    "heat-and-ice",
    "massage-holds",
    "slow-breathing",
    "spasm-relief",
}


def timeline_of(path: Path, *options: str) -> dict[str, Any]:
    result = guide("compile", path, "--json", *options)
    assert result.returncode == 0, result.stderr
    timeline: dict[str, Any] = json.loads(result.stdout)
    return timeline


def test_help_names_every_command() -> None:
    """And each has a help of its own that shows how it is called."""
    text = guide("--help").stdout
    for command in COMMANDS:
        assert f"\n  {command}" in text
        shown = guide(command, "--help")
        assert shown.returncode == 0
        assert shown.stdout.startswith(f"Usage: guide {command}")


def test_list_shows_bundled_routines_and_the_user_s_own(own_folders: Path) -> None:
    """By name, with title, length and equipment; a broken one with its problem."""
    (own_folders / "routines" / "mine.yaml").write_text(SHORT, "utf-8")
    (own_folders / "routines" / "broken.yaml").write_text("title: Oh no\n", "utf-8")
    result = guide("list")
    rows = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert rows.keys() == BUNDLED | {"mine", "broken"}
    assert re.search(r"mine +Short & sweet, about 1 min \(mat\)", rows["mine"])
    assert "steps" in rows["broken"]
    found = json.loads(guide("list", "--json").stdout)
    assert {entry["name"] for entry in found} == rows.keys()
    mine = next(entry for entry in found if entry["name"] == "mine")
    assert (mine["title"], mine["equipment"]) == ("Short & sweet", ["mat"])


def test_show_tells_a_person_everything(short: Path) -> None:
    """Steps, sides, holds, and for a bundled routine its safety and source too."""
    text = guide("show", short).stdout
    assert "Short & sweet" in text
    assert "Fold: hold 1 s; left and right" in text
    assert "Breathe: in 1 s; 2 times" in text
    text = guide("show", "spasm-relief").stdout
    assert "Sharp or striking pain is not" in text
    assert "Source:" in text


def test_compile_prints_the_whole_timeline_as_json(short: Path, tmp_path: Path) -> None:
    """Starts are absolute, sections and cues partition it, and ``-o`` writes the same."""
    timeline = timeline_of(short)
    assert (timeline["title"], timeline["sample_rate"]) == ("Short & sweet", 48_000)
    for row in (timeline["sections"], timeline["cues"]):
        at = 0
        for part in row:
            assert part["start"] == at
            at += part["frames"]
        assert at == timeline["frames"]
    assert {cue["kind"] for cue in timeline["cues"]} == {"speech", "chime", "tone", "silence"}
    hold = next(c for c in timeline["cues"] if c.get("side") == "right" and c["kind"] == "silence")
    assert timeline["sections"][hold["section"]]["side"] == "right"
    out = tmp_path / "timeline.json"
    assert guide("compile", short, "-o", out).returncode == 0
    assert json.loads(out.read_text("utf-8")) == timeline


def test_the_table_the_json_and_the_file_agree(short: Path, tmp_path: Path) -> None:
    """The announced length, the shown one and the file's are one number of frames."""
    frames = timeline_of(short)["frames"]
    assert f"the end: {frames} frames" in guide("compile", short).stdout
    assert guide("export", short, "-o", tmp_path / "a.wav").returncode == 0
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getnframes() == frames


def test_export_says_where_how_long_and_how_large(short: Path, tmp_path: Path) -> None:
    """And refuses to overwrite without ``--force``."""
    out = tmp_path / "a.wav"
    result = guide("export", short, "-o", out)
    assert re.search(rf"Wrote {re.escape(str(out))}: \d:\d\d long, [\d.]+ MB", result.stdout)
    again = guide("export", short, "-o", out)
    assert again.returncode == 1
    assert "there is a file of that name" in again.stderr
    assert "--force" in again.stderr
    assert guide("export", short, "-o", out, "--force").returncode == 0


@pytest.mark.needs("ffmpeg")
@pytest.mark.parametrize("ending", [".flac", ".mp3", ".OGG", ".opus"])
def test_every_format_is_as_long_as_the_timeline(short: Path, tmp_path: Path, ending: str) -> None:
    """What a player decodes has the announced number of frames, whatever the format."""
    out = tmp_path / f"a{ending}"
    assert guide("export", short, "-o", out).returncode == 0
    command = ["ffmpeg", "-v", "error", "-i", out, "-f", "s16le", "-"]
    sound = subprocess.run(command, capture_output=True, check=True).stdout
    assert len(sound) // 2 == timeline_of(short)["frames"]


def test_the_routine_itself_is_never_overwritten(short: Path, tmp_path: Path) -> None:
    """Not even with ``--force``, nor through a link."""
    link = tmp_path / "link.wav"
    link.symlink_to(short)
    for command in (("compile", short, "-o", short), ("export", short, "-o", link)):
        result = guide(*command, "--force")
        assert result.returncode == 2
        assert "is the routine itself" in result.stderr
    assert short.read_text("utf-8") == SHORT


def test_export_is_repeatable(short: Path, tmp_path: Path, own_folders: Path) -> None:
    """With a cold cache, a warm one, and a damaged one: the same bytes."""
    files = []
    for name in ("cold", "warm", "damaged"):
        if name == "damaged":
            for entry in (own_folders / "cache" / "clips").iterdir():
                entry.write_bytes(entry.read_bytes()[:-7] + b"rubbish")
        assert guide("export", short, "-o", tmp_path / f"{name}.wav").returncode == 0
        files.append((tmp_path / f"{name}.wav").read_bytes())
    assert files[0] == files[1] == files[2]


def test_options_change_what_is_said(short: Path) -> None:
    """``--talk`` says less, ``--pace`` says it in less time."""
    full, minimal = timeline_of(short), timeline_of(short, "--talk", "minimal")
    assert "Fold forward." in [cue.get("text") for cue in full["cues"]]
    assert "Fold forward." not in [cue.get("text") for cue in minimal["cues"]]
    assert timeline_of(short, "--pace", "220")["frames"] < full["frames"]


def test_voices_tells_each_voice_once() -> None:
    """Two engines may have the same ones."""
    lines = guide("voices").stdout.splitlines()
    assert sum("Welsh" in line for line in lines) == 1
    assert any(line.startswith("espeak (the usual one here): ") for line in lines)


def test_a_voice_may_be_called_as_it_is_listed(short: Path) -> None:
    """By its name for people too, whatever its capitals."""
    result = guide("compile", short, "--voice", "english (america)", "--talk", "minimal")
    assert result.returncode == 0, result.stderr


def test_voices_lists_all_engines() -> None:
    """With their voices and languages."""
    rows = json.loads(guide("voices", "--json").stdout)
    assert {row["engine"] for row in rows} >= {"espeak", "pyttsx3", "silent"}
    espeak = next(row for row in rows if row["engine"] == "espeak")
    assert any(voice["language"].startswith("en") for voice in espeak["voices"])


def test_doctor_looks_at_everything() -> None:
    """Voice, worker, device, the desktop, cache and folders, each with a verdict."""
    text = guide("doctor").stdout
    for subject in (
        *("engine espeak", "engine piper", "voice", "device miniaudio"),
        *("media keys", "sleep", "cache", "history", "routines"),
    ):
        assert re.search(rf"^{subject} +(fine|absent|NOT FINE): \S", text, re.MULTILINE)
    assert not re.search("fine: .*(not used here|nothing here keeps)", text)


def test_doctor_says_what_to_do_about_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """And ends with 1."""
    (tmp_path / "file").write_text("")
    result = guide("doctor", STRETCH_GUIDE_CACHE=str(tmp_path / "file"))
    assert result.returncode == 1
    assert re.search(r"cache +NOT FINE: .*set STRETCH_GUIDE_CACHE", result.stdout)


def test_doctor_notices_a_disk_that_takes_no_more_and_a_history_that_cannot_be_kept(
    tmp_path: Path,
) -> None:
    """A file may be made there, but not filled; and each is told with what can be set."""
    (tmp_path / "file").write_text("")
    full = ("prlimit", f"--fsize={60_000}", GUIDE, "doctor")
    environment = os.environ | {"STRETCH_GUIDE_HISTORY": str(tmp_path / "file" / "history.db")}
    result = subprocess.run(full, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert re.search(r"cache +NOT FINE: .*cannot be written.*make room", result.stdout)
    assert re.search(r"history +NOT FINE: .*set STRETCH_GUIDE_HISTORY", result.stdout)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    """For each of the three shells."""
    result = guide("completion", shell)
    assert result.returncode == 0
    assert "_GUIDE_COMPLETE" in result.stdout


def test_completion_offers_routine_names() -> None:
    """What the shell asks for when a person types ``guide play s`` and Tab."""
    result = guide(_GUIDE_COMPLETE="bash_complete", COMP_WORDS="guide play s", COMP_CWORD="2")
    assert result.stdout.split() == ["plain,slow-breathing", "plain,spasm-relief"]


def test_play_on_the_null_device_ends_well(short: Path) -> None:
    """One line for each cue where there is no terminal, and status 0."""
    result = guide("play", short, "--device", "null", "--talk", "minimal")
    assert result.returncode == 0, result.stderr
    assert "Be kind to yourself." in result.stdout
    assert "(start chime)" in result.stdout
    assert "Finished in" in result.stdout.splitlines()[-2]


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("ply",), 2, "Did you mean 'play'?"),
        (("play",), 2, "Which routine?"),
        (("play", "spasm-relif"), 1, "Did you mean spasm-relief?"),
        (("play", "./nowhere.yaml"), 1, "no such file"),
        (("play", "spasm-relief", "--device", "gramophone"), 1, "miniaudio"),
        (
            ("export", "spasm-relief", "-o", "x.doc"),
            2,
            "end it with .wav, .flac, .mp3, .ogg, .opus, .m4a",
        ),
        (("export", "spasm-relief", "-o", "/nowhere/x.wav"), 1, "no such folder"),
        (("export", "spasm-relief", "--pace", "5000"), 2, "number from 80 to 300, not '5000'"),
        (("export", "spasm-relief", "--voice", "nobody", "-o", "y.wav"), 1, '"nobody": choose one'),
        (("check", "nowhere.yaml"), 1, "nowhere.yaml: there is no such file"),
        (
            ("export", "spasm-relief", "--engine", "bogus", "-o", "y.wav"),
            1,
            "piper or silent",
        ),
        (("export", "spasm-relief", "--voice", "en-xx", "-o", "y.wav"), 1, "guide voices"),
        (("check", "."), 1, "folder"),
        (("check", "a.yaml", "--level", "full"), 2, "There is no option '--level' here.\n"),
        (("check", "a.yaml", "--strickt"), 2, "no option '--strickt' here. Did you mean --strict?"),
        (
            ("play", "rest", "--volume", "loud"),
            2,
            "volume is a whole number from 0 to 100, not",
        ),
        (
            ("show", "spasm-relief", "--seed", "-1"),
            2,
            "seed is a whole number from 0 to",
        ),
        (("history", "-n", "many"), 2, "number of sessions is a whole number from 1 to"),
        (("explain", "nonsense"), 2, "'guide explain' lists them all"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    arguments: tuple[str, ...], status: int, says: str
) -> None:
    """With what to do, the right status, no traceback, and no file."""
    result = guide(*arguments)
    assert result.returncode == status
    assert says in result.stderr + result.stdout
    assert "Traceback" not in result.stderr


@pytest.fixture(params=["a.wav", "a.mp3"])
def exporting(tmp_path: Path, request: pytest.FixtureRequest) -> subprocess.Popen[str]:
    """An export of a long routine that has begun to write."""
    long = tmp_path / "long.yaml"
    steps = "".join(
        f"  - {{title: Move {n}, say: This is number {n}., hold: 9s}}\n" for n in range(2000)
    )
    long.write_text(f"title: Long\nsteps:\n{steps}", "utf-8")
    process = start_guide("export", long, "-o", tmp_path / request.param)
    while process.poll() is None and not (tmp_path / f".{request.param}.part").exists():
        time.sleep(0.01)
    return process


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_an_interrupted_export_leaves_nothing(
    exporting: subprocess.Popen[str], tmp_path: Path, number: signal.Signals, status: int
) -> None:
    """Ctrl-C, a polite end, a closed terminal: its own status, no file and no hidden one."""
    exporting.send_signal(number)
    _, errors = exporting.communicate(timeout=30)
    assert exporting.returncode == status
    assert "Traceback" not in errors
    assert [path.name for path in tmp_path.iterdir()] == ["long.yaml"]


@pytest.mark.needs("pgrep")
def test_an_export_whose_engine_hangs_can_be_interrupted(
    exporting: subprocess.Popen[str], tmp_path: Path
) -> None:
    """Ctrl-C does not wait for workers that stand still, and ends them."""
    found = subprocess.run(
        ["pgrep", "-P", str(exporting.pid)], capture_output=True, text=True, check=True
    )
    workers = [int(pid) for pid in found.stdout.split()]
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    exporting.send_signal(signal.SIGINT)
    exporting.communicate(timeout=8)  # one utterance alone may take 12 s
    assert exporting.returncode == 130
    for pid in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["long.yaml"]


def test_a_killed_export_keeps_the_older_file_and_hinders_no_later_one(
    short: Path, tmp_path: Path
) -> None:
    """SIGKILL: the older file is whole; the next export of that name cleans up."""
    out, part = tmp_path / "a.wav", tmp_path / ".a.wav.part"
    out.write_text("mine")
    process = start_guide("export", "spasm-relief", "-o", out, "--force")
    while process.poll() is None and not part.exists():
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=30)
    assert out.read_text() == "mine"
    assert guide("export", short, "-o", out, "--force").returncode == 0
    assert not part.exists()


def test_two_exports_at_once_share_a_cache(short: Path, tmp_path: Path) -> None:
    """Both are whole, and the same."""
    outs = [tmp_path / "a.wav", tmp_path / "b.wav"]
    running = [start_guide("export", short, "-o", out) for out in outs]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_an_interrupted_session_ends_cleanly(short: Path) -> None:
    """Ctrl-C while playing: status 130, at once, without a traceback."""
    process = start_guide("play", short, "--device", "null")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "Traceback" not in errors


def test_a_home_that_cannot_be_written_is_no_hindrance(short: Path, tmp_path: Path) -> None:
    """The cache is a private one then, and nothing is said about it."""
    result = guide(
        "export",
        short,
        "-o",
        tmp_path / "a.wav",
        HOME="/nonexistent",
        XDG_CACHE_HOME="/proc/nowhere",
        STRETCH_GUIDE_CACHE="",
        STRETCH_GUIDE_ROUTINES="",
    )
    assert result.returncode == 0, result.stderr


def test_a_folder_with_modules_of_our_names_does_not_confuse_it(
    short: Path, tmp_path: Path
) -> None:
    """A person may keep folders called ``audio`` and ``guide`` where they work."""
    for name in ("audio", "guide", "routines"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('shadowed')")
    result = subprocess.run(
        [GUIDE, "export", short, "-o", "a.wav"], cwd=tmp_path, capture_output=True, check=False
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_printing_to_a_full_disk_is_a_sentence() -> None:
    """What cannot be printed is not reported as a fault of the program's own."""
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [GUIDE, "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 1
    assert "No space left" in result.stderr
    assert "unexpected" not in result.stderr


def test_output_that_nobody_reads_is_no_fault() -> None:
    """``guide compile ... | head`` says nothing about broken pipes."""
    command = f"{GUIDE} compile spasm-relief | {sys.executable} -c 'input()'"
    result = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert "Traceback" not in result.stderr
    assert "unexpected" not in result.stderr


def test_schema_goes_to_a_file_or_to_whoever_reads(own_folders: Path, tmp_path: Path) -> None:
    """It offers the moves that a routine there can use, and overwrites nothing unasked."""
    (own_folders / "routines" / "moves").mkdir(parents=True)
    (own_folders / "routines" / "moves" / "knee-hug.yaml").write_text("title: X\nhold: 9s\n")
    printed = guide("schema")
    assert "knee-hug" in json.dumps(json.loads(printed.stdout)["definitions"]["step"])
    file = tmp_path / ".routine.schema.json"
    told = guide("schema", "-o", file)
    assert told.stdout.endswith("\n# yaml-language-server: $schema=.routine.schema.json\n")
    assert file.read_text("utf-8") == printed.stdout
    again = guide("schema", "move", "-o", file)
    assert (again.returncode, file.read_text("utf-8")) == (1, printed.stdout)
    assert guide("schema", "move", "-o", file, "--force").returncode == 0
    assert json.loads(file.read_text("utf-8"))["title"] == "Move"
    assert guide("schema", "stretch").returncode == 2
