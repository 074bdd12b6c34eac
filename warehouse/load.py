"""Write a micro-batch in one transaction: facts and ledger together, or nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.dropped import Taken
from schemas.enriched import EnrichedArticle, FileOutcome, Processed
from schemas.failpoint import failpoint
from schemas.outcome import Outcome
from warehouse.corrections import corrections
from warehouse.ledger import drop_problems
from warehouse.link import link, unlink
from warehouse.rows import FACT_TABLES, Row, Rows, rows_of
from warehouse.statements import statement

SAME_BYTES = "same bytes as a file loaded before"
SAME_STORY = "same story as article "
FORGOTTEN_MEANWHILE = "what was known of it has just been forgotten: it is read again"


@dataclass(frozen=True, slots=True)
class Load:
    """What identifies one load."""

    load_id: str
    flow_run_id: str | None
    started_at: datetime
    pipeline_version: str


class _Known:
    """What the ledger knew before this batch, and learns while the batch is decided file by file."""

    def __init__(self, connection: DuckDBPyConnection, batch: Sequence[Processed]) -> None:
        drops = {"drop_ids": [file.taken.drop_id for file in batch]}
        self.drops: dict[str, tuple[Outcome, str | None]] = {
            drop_id: (outcome, reason)
            for drop_id, outcome, reason in connection.execute(statement("load/known_drops"), drops).fetchall()
        }
        hashes = {"hashes": [file.taken.sha256 for file in batch]}
        self.files = {sha for sha, _ in connection.execute(statement("load/known_files"), hashes).fetchall()}
        self.problems = partial(drop_problems, connection)
        texts = {"hashes": [one.text_sha256 for file in batch for one in file.articles]}
        self.corrections = corrections(connection)
        self.texts: dict[str, str] = dict(connection.execute(statement("load/known_texts"), texts).fetchall())


def load(connection: DuckDBPyConnection, batch: Sequence[Processed], this: Load) -> list[FileOutcome]:
    """Load what is new of a batch, inside the caller's transaction; one outcome a file, in order.

    A drop whose outcome is known already (the same file in two runs, or a run that was killed after its commit) gets
    that outcome again, and no row.
    """
    known = _Known(connection, batch)
    now = datetime.now(UTC)
    rows: Rows = {name: [] for name in (*FACT_TABLES, "entities", "files", "drops", "problems", "passed_over", "loads")}
    outcomes = [_decide(file, known, rows, this, now) for file in batch]
    _insert_facts(connection, rows)
    failpoint("mid_transaction")
    if rows["files"]:
        _register(connection, "files", rows["files"])
        connection.execute(statement("load/delete_problems"))
        connection.execute(statement("load/delete_passed_over"))
    if rows["drops"]:
        loaded_articles = len(rows["articles"])
        rows["loads"].append(
            {
                "load_id": this.load_id,
                "flow_run_id": this.flow_run_id,
                "started_at": this.started_at,
                "committed_at": now,
                "files": len(rows["drops"]),
                "articles": loaded_articles,
                "pipeline_version": this.pipeline_version,
            }
        )
    for table in ("files", "drops", "problems", "passed_over", "loads"):
        _insert(connection, table, rows[table])
    return outcomes


def replace_articles(
    connection: DuckDBPyConnection, articles: Sequence[tuple[EnrichedArticle, str]], load_id: str
) -> None:
    """Swap the rows of articles (with their file's hash) for newer ones, inside the caller's transaction.

    An article that is not there any more was forgotten meanwhile, and stays so.
    """
    now = datetime.now(UTC)
    wanted = {"article_ids": [enriched.article_id for enriched, _ in articles]}
    there = {article_id for (article_id,) in connection.execute(statement("load/existing_articles"), wanted).fetchall()}
    articles = [(enriched, file_sha256) for enriched, file_sha256 in articles if enriched.article_id in there]
    rows: Rows = {name: [] for name in (*FACT_TABLES, "entities")}
    made = corrections(connection)
    for enriched, file_sha256 in articles:
        for table, more in rows_of(enriched, file_sha256, load_id, now, made).items():
            rows[table].extend(more)
    delete_articles(connection, [enriched.article_id for enriched, _ in articles])
    _insert_facts(connection, rows)
    failpoint("mid_reprocess")
    connection.execute(statement("load/delete_entities"))


def delete_articles(connection: DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Delete every row of these articles, and link anew what was linked with them."""
    if not article_ids:
        return
    left = unlink(connection, article_ids)
    _register(connection, "ids", [{"article_id": article_id} for article_id in article_ids])
    for table in FACT_TABLES:
        connection.execute(statement(f"load/delete_{table}"))
    link(connection, left)


def record(connection: DuckDBPyConnection, drops: Sequence[Row]) -> None:
    """Write ledger rows alone, for files that are ignored or deferred."""
    _insert(connection, "drops", list(drops))


def _decide(file: Processed, known: _Known, rows: Rows, this: Load, now: datetime) -> FileOutcome:
    taken = file.taken
    if taken.drop_id in known.drops:
        outcome, reason = known.drops[taken.drop_id]
        problems = known.problems(taken.drop_id) if outcome == "quarantined" else ()
        return FileOutcome(taken.drop_id, taken.name, outcome, reason, problems=problems, again=True)
    if taken.sha256 in known.files:
        return _finish(file, rows, this, now, FileOutcome(taken.drop_id, taken.name, "duplicate", SAME_BYTES))
    if not file.articles and not file.problems:  # nobody read it, because it was known; now it is not
        rows["drops"].append(drop_row(taken, "deferred", FORGOTTEN_MEANWHILE, None, this.load_id))
        return FileOutcome(taken.drop_id, taken.name, "deferred", FORGOTTEN_MEANWHILE)
    if file.problems:
        code = file.problems[0].code
        about = {"file_sha256": taken.sha256 or None, "drop_id": taken.drop_id}
        rows["problems"] += [about | problem.told() for problem in file.problems]
        refused = FileOutcome(taken.drop_id, taken.name, "quarantined", code, problems=file.problems)
        return _finish(file, rows, this, now, refused)
    new = []
    for enriched in file.articles:
        if known.texts.setdefault(enriched.text_sha256, enriched.article_id) == enriched.article_id:
            new.append(enriched)
    known.files.add(taken.sha256)
    for enriched in new:
        for table, more in rows_of(enriched, taken.sha256, this.load_id, now, known.corrections).items():
            rows[table].extend(more)
    return _finish(file, rows, this, now, _loaded(file, new, known))


def _loaded(file: Processed, new: list[EnrichedArticle], known: _Known) -> FileOutcome:
    old = [one for one in file.articles if one not in new]
    first_known = known.texts[old[0].text_sha256] if old else None
    told = []
    if not new:
        told.append(f"{SAME_STORY}{first_known}")
    elif old:
        told.append(f"{len(old)} of {len(file.articles)} articles were known, the first as {first_known}")
    if new and file.passed_over:
        told.append(f"{len(file.passed_over)} of its parts are passed over")
    return FileOutcome(
        file.taken.drop_id,
        file.taken.name,
        "loaded" if new else "duplicate",
        "; ".join(told) or None,
        languages=tuple(dict.fromkeys(one.language.code for one in new)),
        article_ids=tuple(one.article_id for one in new),
        entities=sum(len(one.entities) for one in new),
        dates=sum(len(one.dates) for one in new),
        figures=sum(len(one.figures) for one in new),
    )


def _finish(file: Processed, rows: Rows, this: Load, now: datetime, outcome: FileOutcome) -> FileOutcome:
    taken = file.taken
    if taken.sha256 and outcome.reason != SAME_BYTES:
        rows["files"] = [row for row in rows["files"] if row["file_sha256"] != taken.sha256]
        rows["passed_over"] += [{"file_sha256": taken.sha256} | asdict(one) for one in file.passed_over]
        rows["files"].append(
            {
                "file_sha256": taken.sha256,
                "media_type": file.media_type,
                "encoding": file.encoding,
                "byte_size": taken.byte_size,
                "vault_path": taken.vault_path,
                "outcome": outcome.outcome,
                "problem_code": file.problems[0].code if file.problems else None,
                "load_id": this.load_id,
                "first_seen_at": now,
                "loaded_at": now if outcome.outcome == "loaded" else None,
            }
        )
    rows["drops"].append(drop_row(taken, outcome.outcome, outcome.reason, now, this.load_id))
    return outcome


def drop_row(taken: Taken, outcome: Outcome, reason: str | None, now: datetime | None, load_id: str | None) -> Row:
    """A row of `drops` for a taken file."""
    return {
        "drop_id": taken.drop_id,
        "path": taken.name,
        "source": taken.source,
        "file_sha256": taken.sha256 or None,
        "outcome": outcome,
        "reason": reason,
        "settled_at": datetime.fromtimestamp(taken.settled_at, UTC),
        "finished_at": now,
        "load_id": load_id,
    }


def _insert_facts(connection: DuckDBPyConnection, rows: Rows) -> None:
    if not rows["articles"]:
        return
    rows["entities"] = list({row["entity_id"]: row for row in reversed(rows["entities"])}.values())
    for table in (*FACT_TABLES, "entities"):
        _insert(connection, table, rows[table])
    link(connection, [row["article_id"] for row in rows["articles"]], new=True)


def _insert(connection: DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    if rows:
        _register(connection, table, rows)
        connection.execute(statement(f"load/insert_{table}"))


def _register(connection: DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    connection.register(f"arriving_{table}", pa.Table.from_pylist(rows))
