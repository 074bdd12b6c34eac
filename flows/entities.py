"""`dateline entity …`: look entities up and correct them."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from schemas.correction import Correction

entity = typer.Typer(
    help="Look entities up, and merge, split or rename them. Corrections hold for all that comes after.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Wrong = Annotated[str, typer.Argument(help="The entity: its id, or its name.")]


@entity.command()
def find(text: Annotated[str, typer.Argument(help="A name, or part of one.")], json: AsJson = False) -> None:
    """List the entities of a name.

    Example: `dateline entity find kerry`
    """
    from flows.console import print_json, print_records
    from flows.settings import read_settings
    from schemas.settings import Home
    from warehouse.corrections import things
    from warehouse.open import reading

    with reading(Home(read_settings().home)) as connection:
        found = things(connection, text)
    if json:
        print_json(found)
    else:
        print_records(found, ("entity_id", "kind", "name", "country_code", "mentions", "articles"))


@entity.command()
def merge(wrong: Wrong, right: Annotated[str, typer.Argument(help="What it is: an id, or a name.")]) -> None:
    """Make one entity another: every mention, those that come later too.

    Example: `dateline entity merge "Jon Kerry" "John Kerry"`
    """
    from flows.correct import merge as correct
    from flows.settings import read_settings

    done, moved = correct(read_settings(), wrong, right)
    typer.echo(
        f"{moved} mentions belong to {done.target.name} now. `dateline entity undo {done.correction_id}` undoes it."
    )


@entity.command()
def rename(wrong: Wrong, name: Annotated[str, typer.Argument(help="Its right name.")]) -> None:
    """Give an entity another name.

    Example: `dateline entity rename e1b2c3d4e5f60718 "Northern Harbour Board"`
    """
    from flows.correct import rename as correct
    from flows.settings import read_settings

    done, _ = correct(read_settings(), wrong, name)
    typer.echo(f"{done.entity_id} is {done.target.name} now. {_way_back(done)}")


@entity.command()
def split(
    wrong: Wrong,
    article: Annotated[list[str], typer.Argument(help="Ids of the articles that speak of another.")],
    name: Annotated[str, typer.Option(help="What the other is called, with what tells it apart.")],
) -> None:
    """Make an entity another one in some articles.

    Example: `dateline entity split "John Smith" 3fa9c1d2e4b5a697-0 --name "John Smith (Leeds)"`
    """
    from flows.correct import split as correct
    from flows.settings import read_settings

    done, moved = correct(read_settings(), wrong, name, article)
    typer.echo(
        f"{moved} mentions belong to {done.target.name} now. `dateline entity undo {done.correction_id}` undoes it."
    )


@entity.command()
def undo(correction: Annotated[str, typer.Argument(help="Its id, as `dateline entity corrections` lists it.")]) -> None:
    """Take a correction back; the articles that it changed are enriched again."""
    from flows.correct import undo as take_back
    from flows.settings import read_settings
    from flows.workshop import open_workshop

    async def work() -> int:
        async with open_workshop(read_settings()) as shop:
            return await take_back(shop, correction)

    typer.echo(f"Taken back; {asyncio.run(work())} articles were enriched again.")


@entity.command()
def corrections(
    gold: Annotated[bool, typer.Option("--gold", help="The corrected mentions with their sentences.")] = False,
    json: AsJson = False,
) -> None:
    """List what was corrected; with `--gold` each mention that it changed, as examples for training and tests."""
    from dataclasses import asdict

    from flows.console import print_json, print_records
    from flows.settings import read_settings
    from schemas.settings import Home
    from warehouse.corrections import corrections as made
    from warehouse.corrections import gold as mentions
    from warehouse.open import reading

    with reading(Home(read_settings().home)) as connection:
        if gold:
            found = mentions(connection)
            columns: tuple[str, ...] = ("article_id", "start_char", "end_char", "surface", "kind", "name")
        else:
            found = [
                asdict(one) | {"becomes": one.target.name, "articles": ", ".join(one.article_ids or ())}
                for one in made(connection)
            ]
            columns = ("correction_id", "made_at", "kind", "entity_id", "entity_name", "becomes", "articles")
    if json:
        print_json(found)
    else:
        print_records(found, columns)


def _way_back(done: "Correction") -> str:
    return f"`dateline entity undo {done.correction_id}` undoes it."
