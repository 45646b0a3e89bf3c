"""The Python door: typed, light, read-only, and at home with other libraries."""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib
import inspect
import json
import pathlib
import pickle
import sqlite3
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from texts import PACKAGE, ROOT

import annuaire
from annuaire.errors import NotFound, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable

PROMISED = [
    "Acteur", "ActeurCite", "Action", "Annexe", "AnnuaireError", "Anomalie", "Collectivite",
    "Contact", "Correction", "Dirigeant", "Filters", "InputError", "Jalon", "Lecture", "Lieu",
    "Ligne", "Mesure", "NotFound", "Partenaire", "Partenariat", "Population", "Proches",
    "Publication", "Repertoire", "Resultat", "Rubrique", "Secteur", "SecteurCite", "SharedName",
    "Voisin", "__version__", "connect", "data_version", "find", "parse", "partenariat",
    "partenariats", "path", "search", "similar", "stats", "to_dict",
]  # fmt: skip


def test_what_is_promised_is_there() -> None:
    assert sorted(annuaire.__all__) == PROMISED
    assert set(PROMISED) <= set(dir(annuaire))
    assert all(getattr(annuaire, name) is not None for name in PROMISED)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'inconnu'"):
        annuaire.inconnu  # type: ignore[attr-defined]  # noqa: B018


def test_names_are_typed_as_they_are_loaded() -> None:
    """The imports that a type checker reads are those that `__getattr__` makes."""
    tree = ast.parse(inspect.getsource(annuaire))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {
        alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert typed == annuaire._HOMES


def test_a_version_is_one() -> None:
    assert annuaire.__version__.count(".") == 2


def test_the_path_is_that_of_a_database() -> None:
    assert isinstance(annuaire.path(), pathlib.Path)
    assert annuaire.path().read_bytes().startswith(b"SQLite format 3\0")


def test_equal_data_have_equal_versions(run: object, petite_base: str) -> None:
    from annuaire.reading.connection import data_version

    assert annuaire.data_version() == data_version(annuaire.path())
    assert annuaire.data_version() != data_version(petite_base)


def test_records_search_and_parse_are_reached() -> None:
    assert len(annuaire.partenariats()) == 33
    assert annuaire.partenariat("lyon").numero == 24
    assert annuaire.search("") == []
    assert annuaire.search("eau")
    records, _ = annuaire.parse("")
    assert records == ()


def test_an_unknown_key_is_a_lookup_error_that_suggests() -> None:
    with pytest.raises(LookupError) as caught:
        annuaire.partenariat("lyom")

    assert isinstance(caught.value, NotFound)
    assert "Lyon" in caught.value.suggestions


def test_a_name_of_several_is_a_lookup_error_that_names_them() -> None:
    with pytest.raises(annuaire.SharedName) as caught:
        annuaire.partenariat("shandong")

    assert isinstance(caught.value, LookupError)
    assert len(caught.value.slugs) == len(annuaire.find("shandong")) == 5


door: Any = annuaire


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: door.partenariat(None), "key is str or int, not NoneType: None"),
        (lambda: door.partenariat(24.0), "key is str or int, not float"),
        (lambda: door.find(b"lyon"), "key is str or int, not bytes"),
        (lambda: door.search(5), "text is str, not int"),
        (lambda: door.search("eau", "x.db"), "connection is Connection, not str"),
        (lambda: door.parse(b"texte"), "text is str, not bytes"),
        (lambda: door.similar(None), "key is str or int, not NoneType"),
        (lambda: door.search("", filters=door.Filters(depuis="1990")), "depuis is int"),
        (lambda: door.stats(filters=door.Filters(secteur=3)), "secteur is str or tuple"),
        (lambda: door.search("", filters={"region": "Bretagne"}), "filters is Filters, not dict"),
        (lambda: door.stats(filters={"region": "Bretagne"}), "filters is Filters, not dict"),
        (lambda: door.search("eau", filters={}), "filters is Filters, not dict"),
        (lambda: door.search("eau", limit="3"), "limit is int, not str"),
        (lambda: door.parse("", about={"annee": 2006}), "annee is str, not int"),
    ],
)
def test_an_argument_of_another_type_says_what_is_wanted(
    call: Callable[[], Any], said: str
) -> None:
    with pytest.raises(TypeError) as caught:
        call()

    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["limit", "passages"])
def test_a_bound_below_nothing_is_refused(name: str) -> None:
    with pytest.raises(UsageProblem, match=f"{name} is 0 or more, not -1"):
        door.search("eau", **{name: -1})
    assert door.search("eau", limit=0) == []


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"annee": "abc"}, "annee 'abc' is no year. Give four digits, or nothing."),
        (
            {"pays_code": "Japon"},
            "pays_code 'Japon' is no country. Give its ISO 3166-1 code, as in CN.",
        ),
        ({"toto": "x"}, "unknown fact 'toto'. There are: titre, pays_code, etat, annee, "),
    ],
)
def test_what_is_known_of_an_edition_is_checked(about: dict[str, str], said: str) -> None:
    """As in the file of --about; nothing is what is not known."""
    with pytest.raises(annuaire.InputError) as caught:
        annuaire.parse("abc", about=about)

    assert said in str(caught.value)
    assert annuaire.parse("abc", about={"annee": "", "titre": "T"}).repertoire.titre == "T"


def test_errors_speak_of_arguments_not_of_options(tmp_path: pathlib.Path) -> None:
    (tmp_path / "x.db").write_bytes(b"text")
    told = []
    for call in (
        lambda: annuaire.connect(tmp_path / "x.db"),
        lambda: annuaire.connect(tmp_path / "none.db"),
        lambda: annuaire.search("", filters=annuaire.Filters(population="many")),
        lambda: annuaire.search("", filters=annuaire.Filters(region="xyz")),
        lambda: annuaire.partenariat("xyz"),
        lambda: annuaire.partenariat("Occitanie"),
        lambda: annuaire.partenariat("shandong"),
    ):
        with pytest.raises(annuaire.AnnuaireError) as caught:
            call()
        told.append(str(caught.value))

    assert not [each for each in told if "--" in each]


def test_a_record_shows_itself_on_a_line() -> None:
    lyon = annuaire.partenariat("lyon")
    whole = annuaire.parse("")
    things = [lyon, lyon.collectivite, lyon.contacts[0], lyon.origine[0], *lyon.partenaires, whole]

    assert repr(lyon).startswith("Partenariat(numero=24, slug='lyon', intitule='Lyon – Canton'")
    assert all(len(repr(each)) < 100 and "\n" not in repr(each) for each in things)


def test_a_reading_is_a_pair_and_more() -> None:
    whole = annuaire.parse("")
    records, anomalies = whole

    assert (records, anomalies) == (whole.partenariats, whole.anomalies) == (whole[0], whole[1])
    assert len(whole) == 2
    assert pickle.loads(pickle.dumps(whole)) == whole


def test_records_are_dicts_too() -> None:
    found = annuaire.to_dict(annuaire.partenariat("lyon"))

    assert found["partenaires"][0]["nom_local"] == "广州市"
    assert json.loads(json.dumps(found)) == found


def test_it_works_from_a_zip(tmp_path: pathlib.Path) -> None:
    """As a wheel is on the path of those who unpack nothing."""
    archive = tmp_path / "annuaire.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in PACKAGE.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                packed.write(path, f"annuaire/{path.relative_to(PACKAGE)}")
        for name in ("schema.sql", "metadata.yml", "data/annuaire.db"):
            packed.write(ROOT / name, f"annuaire/{name}")
    script = (
        "import annuaire; f = annuaire.partenariat('lyon'); print(f.slug, annuaire.__file__)\n"
        "print(annuaire.path().is_file(), annuaire.search('vin')[0].slug)\n"
        "print(len(annuaire.search('', filters=annuaire.Filters(region='Occitanie'))))\n"
        "print(annuaire.similar('nantes')[0].intitule)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(archive)!r}); {script}"],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip

    assert done.stdout.split() == [
        "lyon", f"{archive}/annuaire/__init__.py", "True", "franche-comte", "3", "Nantes",
    ]  # fmt: skip


DOCUMENTED = ["annuaire", "annuaire.reading.connection", "annuaire.reading.dictionary",
              "annuaire.reading.questions", "annuaire.reading.filters", "annuaire.reading.record",
              "annuaire.reading.search", "annuaire.reading.similar",
              "annuaire.reading.territories", "annuaire.formats", "annuaire.formats.fitted",
              "annuaire.formats.table"]  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_examples_of_docstrings_are_true(name: str) -> None:
    module = importlib.import_module(name)
    names = {**vars(module), "annuaire": annuaire, "contextlib": contextlib}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    finder = doctest.DocTestFinder()
    for example in finder.find(module, globs=names):
        runner.run(example)

    assert runner.summarize(verbose=False).failed == 0
    assert runner.tries > 0


def loaded(script: str) -> set[str]:
    """Names of the modules that a script loads beyond those of a bare start."""
    code = f"import sys; before = set(sys.modules); {script}; print(*set(sys.modules) - before)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(result.stdout.split())


def test_import_loads_the_standard_library_alone() -> None:
    assert loaded("import annuaire") == {"annuaire", "__future__"}
    everything = loaded("from annuaire import *; partenariats(); search('eau'); parse('')")
    assert {name.partition(".")[0] for name in everything} <= {"annuaire", *sys.stdlib_module_names}


SLOW = ["typing", "json", "pathlib", "dataclasses", "importlib.resources", "importlib.metadata", "enum",
        "urllib.parse", "re", "contextlib", "click"]  # fmt: skip


def test_the_way_to_a_first_row_is_short() -> None:
    script = "import annuaire; annuaire.connect().execute('SELECT * FROM partenariats').fetchone()"
    extra = loaded(script) - loaded("import sqlite3")

    assert not extra & set(SLOW)
    assert {name for name in extra if not name.startswith("annuaire")} <= {
        "__future__",
        "atexit",
        "stat",
    }


def test_a_connection_serves_several_threads() -> None:
    with closing(annuaire.connect()) as connection, ThreadPoolExecutor(8) as pool:
        sql = "SELECT count(*) FROM lignes WHERE texte LIKE ?"
        counts = list(
            pool.map(lambda _: connection.execute(sql, ("%a%",)).fetchone()[0], range(400))
        )

    assert len(set(counts)) == 1


def test_each_thread_may_have_its_own() -> None:
    def count(_: int) -> int:
        with closing(annuaire.connect()) as connection:
            return int(connection.execute("SELECT count(*) FROM partenariats").fetchone()[0])

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(count, range(32))) == {33}


def test_searches_and_records_in_several_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: len(annuaire.search("eau")), range(32)))
        records = list(pool.map(lambda _: len(annuaire.partenariats()), range(8)))

    assert len(set(found)) == 1
    assert set(records) == {33}


def test_several_processes_read_at_once() -> None:
    script = "import annuaire; print(len(annuaire.partenariats()))"
    processes = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]

    assert [process.communicate(timeout=60)[0] for process in processes] == ["33\n"] * 4


def test_sqlite_utils_reads_our_connection() -> None:
    sqlite_utils = pytest.importorskip("sqlite_utils")
    with closing(annuaire.connect()) as connection:
        database = sqlite_utils.Database(connection)
        assert database["partenariats"].count == 33
        assert len(list(database["v_liens"].rows)) == 36
        assert database.schema
        assert next(iter(database.query("SELECT 1 AS un"))) == {"un": 1}
        with pytest.raises(sqlite3.DatabaseError):
            database["x"].insert({"a": 1})


def test_pandas_reads_our_connection() -> None:
    pandas = pytest.importorskip("pandas")
    with closing(annuaire.connect()) as connection:
        frame = pandas.read_sql("SELECT * FROM v_partenariats ORDER BY id", connection)

    assert len(frame) == 33
    assert list(frame["numero"]) == list(range(1, 34))


def test_polars_reads_our_connection() -> None:
    polars = pytest.importorskip("polars")
    with closing(annuaire.connect()) as connection:
        frame = polars.read_database("SELECT * FROM v_liens ORDER BY id", connection)

    assert frame.shape == (36, 22)
    assert frame["id"].to_list() == list(range(1, 37))
