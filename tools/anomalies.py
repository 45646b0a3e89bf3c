"""docs/anomalies.md from `words/anomalies.csv`: the codes that a build can report.

python tools/anomalies.py [--check]
"""

from __future__ import annotations

from generated import publish

from annuaire import knowledge

HEAD = """# Anomalies

Ce que la source a d’étrange est gardé tel quel, signalé ligne par ligne dans la table `anomalies`,
et corrigé à côté quand une règle énoncée le permet (`valeur_corrigee`). `annuaire build` les
imprime avec fichier et ligne ; `--strict` refuse celles de gravité *erreur*.

| code | gravité | message | explication |
|---|---|---|---|
"""


def render() -> str:
    """The page."""
    rows = (
        f"| `{row['code']}` | {row['gravite']} | {row['message']} | {row['explication']} |\n"
        for row in knowledge.table("anomalies")
    )
    return HEAD + "".join(rows)


if __name__ == "__main__":
    raise SystemExit(publish("docs/anomalies.md", render()))
