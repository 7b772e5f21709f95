"""The command line lists what it can do, and says what went wrong in one line, without a traceback."""

import io
import json
import os
import socket
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import cli
from bot.settings import Settings
from tests.notifications import exchange, postfix

COMMANDS = (
    "run",
    "demo",
    "chat",
    "read",
    "import",
    "export",
    "report",
    "check",
    "migrate",
    "learn",
    "backup",
    "restore",
)
DESK = (
    "answer",
    "promises",
    "bounced",
    "held",
    "complaints",
    "needs",
    "introductions",
    "interests",
    "holiday",
    "stories",
)
CSV = "text,said_on,neighbourhood\na bench by the pond,2020-10-07,lakes-estate\n"


@dataclass
class Told:
    """What a command told, and its exit code."""

    code: int
    out: str
    err: str


Earshot = Callable[..., Told]


@pytest.fixture
def earshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Earshot]:
    """Runs a command in an empty folder, with nothing set but where the data are."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    mask = os.umask(0o022)

    def run(*arguments: str, **settings: str) -> Told:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["earshot", *arguments])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        told = capfd.readouterr()
        return Told(code, told.out, told.err)

    yield run
    os.umask(mask)


def refused(told: Told, *words: str) -> None:
    """One clear line, and nothing else."""
    assert told.code == 1, told
    lines = told.err.strip().splitlines()
    assert len(lines) == 1, told.err
    assert lines[0].startswith("Earshot cannot do this: ")
    for one in words:
        assert one in lines[0]


def test_help_lists_every_command_with_what_it_is_for(earshot: Earshot) -> None:
    told = earshot("--help")
    listed = [line.strip(" │").split(None, 1) for line in told.out.splitlines()]
    found = {line[0]: line[1] for line in listed if len(line) == 2 and line[0] in COMMANDS}
    assert set(found) == set(COMMANDS), told.out
    assert told.code == 0


@pytest.mark.parametrize("command", [*COMMANDS, *DESK])
def test_every_command_says_how_it_is_used(earshot: Earshot, command: str) -> None:
    told = earshot(command, "--help")
    assert told.code == 0
    assert "Usage" in told.out


def test_a_command_that_there_is_not_is_told(earshot: Earshot) -> None:
    told = earshot("dance")
    assert told.code == 2
    assert "dance" in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize("command", [("run",), ("export",), ("read",), ("migrate",), ("report", "2026-10")])
def test_a_wrong_setting_stops_any_command(earshot: Earshot, command: tuple[str, ...]) -> None:
    refused(earshot(*command, WEB_PORT="eighty"), "WEB_PORT")


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://", "sqlite:///:memory:"])
def test_a_database_that_cannot_be_one_is_named(earshot: Earshot, url: str) -> None:
    refused(earshot("export", DATABASE_URL=url), "DATABASE_URL")


def test_a_server_that_is_not_there_is_told(earshot: Earshot) -> None:
    with closing(socket.socket()) as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
        refused(earshot("export", DATABASE_URL=f"postgresql://u:secret@127.0.0.1:{port}/x"), "database")


def test_a_file_that_is_no_database_is_told(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"this is no database" * 1000)
    refused(earshot("export", DATABASE_URL=f"sqlite:///{tmp_path}/broken.db"), "database")


def test_a_pack_that_is_not_there_is_told(earshot: Earshot) -> None:
    refused(earshot("export", AREA_PACK="areas/atlantis"), "atlantis")


def test_a_folder_that_cannot_hold_the_data_is_told(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(earshot("run", DATA_DIR=str(tmp_path / "file")), "DATA_DIR")
    refused(earshot("export", DATA_DIR=str(tmp_path / "file" / "var")), "file")


def test_a_port_that_is_taken_is_told(earshot: Earshot) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused(earshot("run", WEB_PORT=str(taken.getsockname()[1])), "WEB_PORT")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2026-13",), "2026-13"),
        (("soon",), "soon"),
        (("2026-10", "--neighbourhood", "atlantis"), "atlantis"),
        (("2026-10", "--language", "xx"), "xx"),
    ],
)
def test_a_report_that_there_cannot_be_is_told(earshot: Earshot, arguments: tuple[str, ...], words: str) -> None:
    refused(earshot("report", *arguments), words)


def test_a_file_that_is_not_there_is_told(earshot: Earshot, tmp_path: Path) -> None:
    refused(earshot("import", "nowhere.csv"), "nowhere.csv")
    refused(earshot("import", str(tmp_path)), str(tmp_path))


def test_a_place_that_cannot_be_written_to_is_told(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(earshot("export", "--out", str(tmp_path / "file" / "all.csv")), "all.csv")
    refused(earshot("export", "--out", str(tmp_path)), str(tmp_path))
    refused(earshot("report", "2026-10", "--out", str(tmp_path / "file")), str(tmp_path / "file"))


def test_the_key_is_not_made_anew_once_somebody_is_known(earshot: Earshot, tmp_path: Path) -> None:
    """A new key would open nothing that people said: whoever lost the old one must be told (issue 2)."""
    (tmp_path / "said.csv").write_text(CSV)
    assert earshot("import", "said.csv").code == 0
    key = tmp_path / "keys" / "master.key"
    key.rename(tmp_path / "elsewhere")
    refused(earshot("export"), "master.key")
    assert not key.exists()
    (tmp_path / "elsewhere").rename(key)
    assert "a bench by the pond" in earshot("export").out


def test_a_key_of_another_database_is_refused(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "said.csv").write_text(CSV)
    assert earshot("import", "said.csv").code == 0
    assert earshot("export", DATA_DIR=str(tmp_path / "other" / "var")).code == 0
    other = str(tmp_path / "other" / "keys" / "master.key")
    refused(earshot("export", DATA_DIR="var", MASTER_KEY_FILE=other), "key")


def test_what_is_written_is_for_its_owner_alone(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "said.csv").write_text(CSV)
    earshot("import", "said.csv")
    assert earshot("export", "--out", "all.csv").code == 0
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "said.csv"]
    assert {"earshot.sqlite3", "master.key", "master.hash-secret", "all.csv"} <= {path.name for path in written}
    for path in written:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_migrating_says_whether_there_was_anything_to_do(earshot: Earshot, tmp_path: Path) -> None:
    assert "is up to date now" in earshot("migrate").out
    assert "was up to date" in earshot("migrate").out
    with closing(sqlite3.connect(tmp_path / "var" / "earshot.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM participant").fetchone() == (0,)


# -- what each command does ----------------------------------------------------------------------------------------

DANGEROUS = CSV + '"i want to die, nobody helps",2020-10-06,fishermead\n'


def test_what_was_gathered_is_brought_in_and_the_same_file_again_changes_nothing(
    earshot: Earshot, tmp_path: Path
) -> None:
    (tmp_path / "said.csv").write_text(CSV)
    first, again = earshot("import", "said.csv"), earshot("import", "said.csv")
    assert (first.code, first.out) == (0, "1 row brought in.\n")
    assert (again.code, again.out) == (0, "0 rows brought in.\n1 row left out: here already.\n")


def test_a_refused_row_is_named_by_its_line_and_told_by_the_exit_code(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "said.csv").write_text(f"{CSV}a swing,soon,lakes-estate\n")
    told = earshot("import", "said.csv")
    assert told.code == 1
    assert "1 row brought in." in told.out
    assert "line 3: said_on: 'soon' is not a day" in told.out
    assert earshot("export").out.count("a bench by the pond") == 1


def test_a_dry_run_stores_nothing(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "said.csv").write_text(CSV)
    told = earshot("import", "--dry-run", "said.csv")
    assert told.code == 0
    assert told.out == "1 row would be brought in.\nThis was a dry run: nothing was stored.\n"
    assert "bench" not in earshot("export").out


def test_danger_in_a_file_says_whom_to_ring_and_never_what_was_written(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "said.csv").write_text(DANGEROUS)
    told = earshot("import", "said.csv")
    assert "Ring the safeguarding lead today:" in told.out
    assert "red: line 3 (FM-" in told.out
    assert "want to die" not in told.out + told.err
    assert "want to die" not in earshot("export").out


def test_a_file_that_is_no_table_is_refused_with_what_to_do(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "said.csv").write_bytes(CSV.encode("utf-16"))
    refused(earshot("import", "said.csv"), "UTF-16", "save it again as CSV UTF-8")


def test_what_is_handed_out_can_be_brought_in_and_goes_to_a_file_or_on(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "said.csv").write_text(CSV)
    earshot("import", "said.csv")
    told = earshot("export", "--out", "all.csv")
    assert told.err == "1 row written to all.csv.\n"
    assert (tmp_path / "all.csv").read_bytes().decode() == earshot("export").out
    assert earshot("import", "all.csv").out == "0 rows brought in.\n1 row left out: here already.\n"


def test_a_report_is_a_page_a_paper_and_a_table_named_by_what_they_are(earshot: Earshot, tmp_path: Path) -> None:
    told = earshot("report", "2026-10", "--neighbourhood", "fishermead", "--edition", "internal", "--out", "new/folder")
    assert told.code == 0
    names = [f"2026-10_fishermead_internal_en.{end}" for end in ("html", "pdf", "csv", "xlsx", "json")]
    assert [Path(line).name for line in told.out.splitlines()] == names
    assert all((tmp_path / "new" / "folder" / name).stat().st_size for name in names)


def test_each_line_is_read_by_itself_and_a_broken_one_stops_nothing(
    earshot: Earshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b'{"text": "the swings in Fishermead are broken"}\n\nno json\n{"text": "thanks", "language": "pl"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    told = earshot("read")
    first, second, third = map(json.loads, told.out.splitlines())
    assert told.code == 0
    assert [place["id"] for place in first["places"]] == ["mk-fishermead"]
    assert list(second) == ["error"]
    assert third["language"] == "pl"


def test_a_talk_in_the_terminal_goes_from_the_door_to_the_thanks(
    earshot: Earshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "/open qn55ds8\n18+\nmore benches by the pond\n1\nkeep me posted\n/status\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    told = earshot("chat")
    assert told.code == 0
    for words in (
        "I'm a computer",
        "Got it: 'more benches by the pond'",
        "Thanks. Your number is LK-",
        "Not read yet: someone will by",
    ):
        assert words in " ".join(told.out.split()), told.out
    assert "more benches by the pond" in earshot("export").out


def test_a_check_says_how_it_stands_and_whether_it_would_start_by_its_exit_code(
    earshot: Earshot, tmp_path: Path
) -> None:
    sound = earshot("check")
    assert sound.code == 0
    assert "still placeholders" in sound.out
    assert sound.out.splitlines()[-1].startswith("Nothing is wrong;")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "earshot.sqlite3").write_bytes(b"these are no tables" * 100)
    broken = earshot("check")
    assert broken.code == 1
    assert "is no SQLite file: bring back a backup" in broken.out


def test_a_setting_that_cannot_be_is_something_a_check_finds_too(earshot: Earshot) -> None:
    told = earshot("check", WEB_PORT="eighty")
    assert told.code == 1
    assert "WEB_PORT" in told.out
    assert told.out.splitlines()[-1] == "1 wrong, 0 to look at."


def brought_in(earshot: Earshot) -> str:
    """The reference of something that was said long ago."""
    Path("words.csv").write_text(CSV)
    assert earshot("import", "words.csv").code == 0
    header, row = earshot("export").out.strip().splitlines()
    return dict(zip(header.split(","), row.split(","), strict=True))["reference"]


def test_what_became_of_it_is_put_on_record_and_what_is_owed_is_listed(earshot: Earshot) -> None:
    reference = brought_in(earshot)
    given = earshot("answer", reference.lower(), "under-way", "--as", "Sam")
    assert (given.code, given.err) == (0, "")
    assert "is told" in given.out
    assert earshot("promises").out == "Nothing is overdue.\n"
    earshot("answer", reference, "read", "--as", "Sam")
    refused(earshot("answer", reference, "read", "--as", "Sam"), "read already")


def test_words_to_whoever_may_be_a_child_wait_for_a_second_worker(earshot: Earshot) -> None:
    reference = brought_in(earshot)
    answer = ("answer", reference, "under-way", "--as", "Sam", "--why", "The council has found a bench.")
    refused(earshot(*answer), "let a second worker in")
    earshot("staff", "add", "Mo", "--role", "manager")
    assert "a second worker sees it first" in earshot(*answer).out
    refused(earshot(*answer), "waits for a second worker already")
    refused(earshot("answer", reference, "planned", "--as", "Sam"), "needs a date")


def test_a_worker_is_warned_of_names_and_promises_in_what_residents_will_read(earshot: Earshot) -> None:
    reference = brought_in(earshot)
    why = "Ring Kevin Jones on 07700 900123, we will fix it"
    earshot("staff", "add", "Mo", "--role", "manager")
    told = earshot("answer", reference, "under-way", "--as", "Sam", "--why", why)
    assert told.code == 1
    for found in ("a phone", "a name", "we will fix"):
        assert found in told.out
    # Whoever was brought in may be a child: "anyway" lets a promise out, never what asks or tells who to ring.
    refused(earshot("answer", reference, "under-way", "--as", "Sam", "--why", why, "--anyway"), "a child may read this")
    told = earshot("answer", reference, "under-way", "--as", "Sam", "--why", "We will fix it", "--anyway")
    assert told.code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("LK-22222", "read", "--as", "Sam"), "nothing of this number"),
        (("hello", "read", "--as", "Sam"), "nothing of this number"),
        (("LK-22222", "read", "--as", " "), "who answers"),
        (("LK-22222", "planned", "--as", "Sam", "--until", "2020-01-01"), "in the future"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_line(earshot: Earshot, arguments: tuple[str, ...], words: str) -> None:
    refused(earshot("answer", *arguments), words)


def test_workers_are_let_in_listed_and_removed(earshot: Earshot) -> None:
    told = earshot("staff", "add", "Sam Okafor", "--role", "mobiliser", "--for", "lakes-estate")
    assert told.code == 0, told.err
    assert "sam-okafor  Sam Okafor: mobiliser" in told.out
    assert "/console/enter/" in told.out
    assert earshot("staff", "add", "Sam Okafor", "--role", "manager").out.startswith("sam-okafor-2")
    listed = earshot("staff", "list").out
    assert "sam-okafor  Sam Okafor: mobiliser; lakes-estate; the bot does not know them yet" in listed
    assert "sam-okafor-2  Sam Okafor: manager; the whole area" in listed
    changed = earshot("staff", "change", "sam-okafor", "--role", "chair", "--role", "secretary", "--for", "fishermead")
    assert changed.out == "sam-okafor  Sam Okafor: chair, secretary; fishermead\n"
    refused(earshot("staff", "change", "sam-okafor", "--role", "chair"), "is let in for neighbourhoods")
    refused(earshot("staff", "change", "nobody", "--role", "chair"), "nobody of this id works here")
    assert earshot("staff", "remove", "sam-okafor").code == 0
    assert "mobiliser" not in earshot("staff", "list").out
    refused(earshot("staff", "link", "sam-okafor"), "sam-okafor: nobody of this id works here")


def test_a_mobiliser_needs_a_neighbourhood_that_there_is(earshot: Earshot) -> None:
    refused(earshot("staff", "add", "Sam", "--role", "mobiliser"), "a mobiliser is let in for neighbourhoods")
    refused(
        earshot("staff", "add", "Sam", "--role", "chair", "--for", "atlantis"),
        "atlantis: there is no such neighbourhood",
        "lakes-estate",
    )


def test_what_was_backed_up_comes_back_and_each_step_says_what_to_do_next(earshot: Earshot, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text(CSV)
    assert earshot("import", "notes.csv").code == 0
    made = earshot("backup", "today.backup")
    assert made.code == 0, made.err
    assert "Delete it by " in made.out
    assert "master.key nobody can open it" in made.out
    assert stat.S_IMODE((tmp_path / "today.backup").stat().st_mode) == 0o600
    assert "backup: the newest is 0 days old." in earshot("check").out
    refused(earshot("backup", "today.backup"), "there already")
    refused(earshot("restore", "today.backup"), "--replace")
    refused(earshot("restore", "notes.csv", "--replace"), "no backup of Earshot's")
    back = earshot("restore", "today.backup", "--replace")
    assert back.code == 0, back.err
    assert "is back. Now start Earshot." in back.out
    assert "set-aside-" in back.out
    assert "a bench by the pond" in earshot("export").out


def test_a_year_with_no_published_month_has_no_evidence_yet(earshot: Earshot) -> None:
    told = earshot("evidence", "2026")
    assert told.code != 0
    assert "no month of that year has been released yet" in told.err


SENT = """INSERT INTO report_delivery SELECT organisation, '2026-10', 1, 'edition', 'c1', 'council', ?, 'sent', 1, '',
'2026-11-05 09:00:00', NULL, NULL, '2026-11-05 09:00:00', '' FROM contribution"""


def test_what_a_mail_server_pipes_in_marks_the_mail_that_came_back_and_is_not_kept(
    earshot: Earshot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Product.md 42. A forged Message-ID, a delay, somebody's answer or nothing: one line says why nothing changes.

    The status is 0 all the same: a mail server returns to its sender what a command refuses (tried with Postfix).
    """

    def pipes(raw: bytes) -> Told:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        return earshot("bounced")

    def passed_over(raw: bytes, why: str) -> None:
        told = pipes(raw)
        assert (told.code, told.out, told.err.startswith("Nothing changed: ")) == (0, "", True)
        assert (why in told.err, len(told.err.strip().splitlines())) == (True, 1)

    brought_in(earshot)
    ours = "report.2026-10.1.0123456789abcdef01234567@voices.example"
    with closing(sqlite3.connect(tmp_path / "var" / "earshot.sqlite3")) as database:
        database.execute(SENT, (ours,))
        database.commit()
        before = list(database.iterdump())
        passed_over(exchange(ours.replace("0123", "3210")), "no mail of ours")
        passed_over(postfix(ours, "delayed"), "late")
        passed_over(b"Subject: I am on leave\n\nBack on Monday.", "no delivery status notification")
        passed_over(b"", "no mail on standard input")
        assert list(database.iterdump()) == before
        told = pipes(exchange(ours))
        assert (told.code, told.out) == (0, f"{ours}: came back, 5.1.10.\n")
        assert pipes(postfix(ours)).out == f"{ours}: is marked already, 5.1.1.\n"
        came = database.execute("SELECT state, fault FROM report_delivery").fetchall()
        assert came == [("returned", "5.1.10")]
        assert "Undeliverable" not in "".join(database.iterdump())


def test_a_mail_server_is_asked_to_try_again_where_the_database_is_not_there_or_a_setting_is_wrong(
    earshot: Earshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(postfix("report@voices.example"))))
    with closing(socket.socket()) as unheard:
        unheard.bind(("127.0.0.1", 0))
        told = earshot("bounced", DATABASE_URL=f"postgresql://nobody@127.0.0.1:{unheard.getsockname()[1]}/none")
    assert (told.code, len(told.err.strip().splitlines())) == (75, 1)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(postfix("report@voices.example"))))
    told = earshot("bounced", AREA_PACK="nowhere", DATABASE_URL="")
    assert (told.code, "nowhere" in told.err) == (75, True)
