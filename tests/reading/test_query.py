"""`annuaire query`: SQL from anywhere, named values, canned questions, and clear refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from click.testing import Result

from annuaire.reading import questions

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Result]


@pytest.fixture
def query(run: Run, petite_base: str) -> Run:
    """Run a query on the small database, rows as lists of values."""

    def call(*args: str, **options: object) -> Result:
        return run("query", "--db", petite_base, *args, **options)

    return call


def values(result: Result) -> list[object]:
    assert result.exit_code == 0, result.stderr
    return [list(row.values()) for row in json.loads(result.stdout)]


def test_sql_may_be_an_argument(query: Run) -> None:
    assert values(query("select 1, 'été'", "-f", "json")) == [[1, "été"]]


def test_sql_may_come_from_stdin(query: Run) -> None:
    assert values(query("-", "-f", "json", input="select 2")) == [[2]]


def test_sql_may_come_from_a_file(query: Run, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("\ufeff-- été\nselect 3;\n", encoding="utf-8")

    assert values(query("--file", str(tmp_path / "q.sql"), "-f", "json")) == [[3]]


def test_a_file_that_is_no_text_is_named_with_its_line(query: Run, tmp_path: Path) -> None:
    path = tmp_path / "q.sql"
    path.write_bytes(b"select 1,\n'\xe9t\xe9'")

    result = query("--file", str(path))

    assert (result.exit_code, result.stderr) == (3, f"Error: {path}:2: not UTF-8 text\n")


def test_a_file_that_is_not_there(query: Run, tmp_path: Path) -> None:
    result = query("--file", str(tmp_path / "q.sql"))

    assert result.exit_code == 3
    assert "No such file" in result.stderr


def test_values_are_bound(query: Run) -> None:
    sql = "select nom from partenaires where slug = :s and :t = 'l''été'"

    assert values(query(sql, "-p", "s", "canton", "-p", "t", "l'été", "-f", "json")) == [["Canton"]]


@pytest.mark.parametrize(
    "sql",
    [
        "/* un */ select 1 /* deux */",
        "-- un\nselect 1 -- deux",
        ";\ufeff; select 1",
        "select 1; --",
    ],
)
def test_comments_are_read_as_sqlite_reads_them(query: Run, sql: str) -> None:
    assert values(query("-", "-f", "json", input=sql)) == [[1]]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ([], 2, "give one of SQL, --file and --named"),
        (["select 1", "--named", "quelle-version"], 2, "give one of"),
        (["select 1", "--questions"], 2, "--questions lists"),
        ([""], 2, "no SQL to run"),
        ([" \n; -- rien\n/* rien */"], 2, "no SQL to run"),
        (["/* sans fin"], 2, "no SQL to run"),
        (["select 1; select 2"], 2, "more than one SQL statement"),
        (["select 1; drop table lignes"], 2, "more than one SQL statement"),
        (["select :a"], 2, "the SQL wants a parameter :a. Give it with -p a VALUE."),
        (["select :a", "-p", "b", "1", "-p", "a", "1"], 2, "the SQL has no parameter :b. It has: :a."),
        (["select ?"], 2, "an unnamed parameter"),
        (["select 1", "-p", "a"], 2, "requires 2 arguments"),
        (["select 1", "-f", "xml"], 2, "'xml' is not one of"),
        (["select 1", "--timeout", "0"], 2, "--timeout"),
        (["select 1", "--timeout", "nan"], 2, "--timeout"),
        (["select 1", "--limit", "-1"], 2, "--limit"),
        (["select 1", "--inconnu"], 2, "No such option"),
        (["select 1", "-f", "json", "--excel"], 2, "--excel writes CSV or TSV, not json"),
        (["selec 1"], 1, 'near "selec": syntax error'),
        (["select * from partenariat"], 1, "Did you mean partenariats"),
        (["select intitul from partenariats"], 1, "Did you mean intitule"),
        (["select habitants from contacts"], 1, "habitants is a column of populations."),
        (["select qqqqqq from partenariats"], 1, "See `annuaire schema`"),
        (["select inconnue(1)"], 1, "no such function"),
        (["select cast(x'ff' as text)"], 1, "decode"),
        (["drop table lignes"], 1, "read-only"),
        (["pragma query_only = 0"], 1, "read-only"),
        (["attach 'x' as y"], 1, "read-only"),
        (["vacuum into 'x'"], 1, "read-only"),
        (["create temp table x (y)"], 1, "read-only"),
        (["select load_extension('x')"], 1, "not authorized to use function"),
        (["--named", "province-sans-partenaire"], 1, "Did you mean provinces-sans-partenaire"),
    ],
)  # fmt: skip
def test_what_can_t_be_run_is_said(query: Run, args: list[str], code: int, said: str) -> None:
    result = query(*args)

    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_a_query_that_can_t_be_run_takes_one_line(query: Run) -> None:
    assert query("select * from partenariat").stderr.count("\n") == 1


def test_undecodable_arguments_are_said(query: Run) -> None:
    assert query("select '\udcff'").exit_code == 2
    assert query("select :a", "-p", "a", "\udcff").exit_code == 2


@pytest.mark.parametrize("sql", ["select '\0'", "select 1\0"])
def test_a_nul_is_said(query: Run, sql: str) -> None:
    result = query("-", input=sql)

    assert result.exit_code == 2
    assert "NUL" in result.stderr


def test_a_limit_that_cuts_says_so(query: Run) -> None:
    sql = "select numero from partenariats order by id"

    cut = query(sql, "--limit", "2", "-f", "ndjson")
    whole = query(sql, "--limit", "5", "-f", "ndjson")

    assert (cut.stdout.count("\n"), cut.stderr) == (
        2, "Stopped at 2 rows, as --limit asked: there are more.\n",
    )  # fmt: skip
    assert (whole.stdout.count("\n"), whole.stderr) == (5, "")
    assert query(sql, "--limit", "0", "-f", "json").stdout == "[]\n"


def test_a_query_has_no_default_limit(run: Run, base: str) -> None:
    result = run("query", "--db", base, "select id from lignes", "-f", "tsv", "--no-headers")

    assert result.stdout_bytes.count(b"\r\n") == 2803


def test_pragmas_and_explain_print_rows(query: Run) -> None:
    assert "intitule" in query("pragma table_info(partenariats)").stdout
    assert query("explain query plan select * from lignes").stdout
    assert query("pragma recursive_triggers = 1").stdout == ""


def test_questions_are_listed(query: Run) -> None:
    listed = json.loads(query("--questions", "-f", "json").stdout)

    assert [row["question"] for row in listed] == questions.names()
    assert len(listed) >= 10


@pytest.mark.parametrize("name", questions.names())
def test_a_question_can_be_asked_bare(run: Run, base: str, name: str) -> None:
    result = run("query", "--db", base, "--named", name, "-f", "json")

    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)


NASTY = ["", " ", '"', "'", "%", "l'eau", "AND", "*", "广州", "🐉", "-1", "\\", "(", "a" * 2000]


@pytest.mark.parametrize("question", questions.load_all(), ids=lambda question: question.name)
def test_no_value_makes_a_question_fail(run: Run, base: str, question: questions.Question) -> None:
    bare = run("query", "--db", base, "--named", question.name).stdout
    for parameter in question.parameters:
        for value in NASTY:
            result = run("query", "--db", base, "--named", question.name, "-p", parameter, value)
            assert result.exit_code in {0, 1, 2}, (parameter, value, result.stderr)
            assert "internal" not in result.stderr
            assert value.strip() or result.stdout == bare


_FREE = frozenset({"mots"})
_NO_NAME = "Xyzzyq"


@pytest.mark.parametrize("question", questions.load_all(), ids=lambda question: question.name)
def test_nothing_misspelt_is_answered_by_an_empty_table(
    run: Run, base: str, question: questions.Question
) -> None:
    """A parameter names something, or an error says that it does not."""
    for parameter in {*question.parameters} - _FREE:
        result = run("query", "--db", base, "--named", question.name, "-p", parameter, _NO_NAME)

        assert result.exit_code in {1, 2}
        assert _NO_NAME in result.stderr
        assert result.stdout == ""


@pytest.mark.parametrize("question", questions.load_all(), ids=lambda question: question.name)
def test_a_question_says_what_it_is_about(question: questions.Question) -> None:
    assert question.title.endswith(" ?")
    assert not question.sql.startswith("--")
    assert all(f":{parameter}" in question.sql for parameter in question.parameters)


@pytest.mark.parametrize(
    ("name", "parameter", "value", "slugs"),
    [
        ("qui-travaille-avec-une-province", "province", "Shandong", ["la-rochelle", "brest"]),
        ("qui-travaille-avec-une-province", "province", "江苏", ["saint-etienne"]),
        ("qui-dans-ma-region", "region", "rhône alpes", ["lyon", "saint-etienne"]),
        ("qui-appeler", "secteur", "eau", ["lyon", "lyon"]),
        ("acteurs-du-partenaire", "partenaire", "qingdao", ["brest"]),
        ("mentions-d-un-lieu", "lieu", "南京", ["saint-etienne", "saint-etienne"]),
    ],
)
def test_questions_answer(
    query: Run, name: str, parameter: str, value: str, slugs: list[str]
) -> None:
    rows = json.loads(query("--named", name, "-p", parameter, value, "-f", "json").stdout)

    assert [row["slug"] for row in rows] == slugs


@pytest.mark.parametrize(
    ("name", "parameter", "values"),
    [
        ("qui-dans-ma-region", "region", ["Rhône-Alpes", "rhône alpes", "RHONE ALPES"]),
        ("cles-des-collectivites", "forme", ["communaute_urbaine", "Communauté urbaine"]),
        ("qui-travaille-avec-une-province", "province", ["jiangsu", "Jiangsu", "江苏", "江苏省"]),
        ("acteurs-du-partenaire", "partenaire", ["qingdao", "青岛", "Qīngdǎo Shì"]),
        ("contacts-d-une-collectivite", "collectivite", ["la-rochelle", "La Rochelle"]),
    ],
)
def test_a_question_takes_names_as_filters_do(
    query: Run, name: str, parameter: str, values: list[str]
) -> None:
    answers = {query("--named", name, "-p", parameter, value).stdout for value in values}

    assert len(answers) == 1
    assert answers.pop().count("\n") > 1


def test_a_file_without_a_header_is_a_question_too() -> None:
    assert questions.read("x", "SELECT 1") == questions.Question("x", "x", "", {}, "SELECT 1")
