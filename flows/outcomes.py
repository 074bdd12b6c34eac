"""Outcomes as people read them: in a run's name, in a table, in one line."""

from collections import Counter
from collections.abc import Sequence

from schemas.enriched import FileOutcome
from schemas.outcome import Outcome
from schemas.problem import PROBLEMS
from tasks.render import in_markdown

ORDER: tuple[Outcome, ...] = ("loaded", "duplicate", "quarantined", "deferred", "ignored")
Cell = str | int


def summary(outcomes: Sequence[FileOutcome]) -> str:
    """`3 files: 2 loaded, 1 quarantined`."""
    counts = Counter(outcome.outcome for outcome in outcomes)
    told = ", ".join(f"{counts[name]} {name}" for name in ORDER if counts[name])
    files = "1 file" if len(outcomes) == 1 else f"{len(outcomes)} files"
    return f"{files}: {told}" if told else files


def table(outcomes: Sequence[FileOutcome], desk: str) -> list[dict[str, Cell]]:
    """One row a file: what became of it, what was found in it, what is wrong with it, its page on the desk.

    The UI shows each cell as Markdown, so what others named is escaped.
    """
    return [
        {
            "file": in_markdown(outcome.name),
            "outcome": outcome.outcome,
            "language": ", ".join(outcome.languages),
            "articles": len(outcome.article_ids),
            "entities": outcome.entities,
            "dates": outcome.dates,
            "figures": outcome.figures,
            "problem": in_markdown(problem_text(outcome)),
            "page": f"[open]({desk}/articles/{outcome.article_ids[0]})" if outcome.article_ids else "",
        }
        for outcome in outcomes
    ]


def problem_text(outcome: FileOutcome) -> str:
    """Every problem as `code: sentence`, or the reason of an outcome that is not a fault.

    No word of the file stands in it: it goes into logs, and into what Prefect keeps.
    """
    if outcome.problems:
        return " ".join(f"{problem.code}: {PROBLEMS[problem.code][0]}" for problem in outcome.problems)
    return outcome.reason or ""
