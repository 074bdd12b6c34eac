"""`dateline watch …`: what to be told of, and what fired."""

from typing import Annotated

import typer

watch = typer.Typer(
    help="Watch for names, figures, refusals and silence; docs/alerts.md says how one is told.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@watch.command()
def add(
    entity: Annotated[str, typer.Option(help="Fires when this entity (name or id) is named.")] = "",
    figure: Annotated[
        str, typer.Option(help="Words of a figure's subject; `--entity` narrows it to its sentence.")
    ] = "",
    unit: Annotated[str, typer.Option(help="Unit of the figure: UCUM or ISO 4217 code, or as written.")] = "",
    kind: Annotated[str, typer.Option(help="Kind of the figure: money, percent, count …")] = "",
    moves: Annotated[float | None, typer.Option(help="Fires when it moves by more than this.")] = None,
    crosses: Annotated[float | None, typer.Option(help="Fires when it crosses this value.")] = None,
    quarantine: Annotated[int | None, typer.Option(help="Fires when more files are refused within an hour.")] = None,
    silence: Annotated[int | None, typer.Option(help="Fires when nothing arrives for so many minutes.")] = None,
    json: AsJson = False,
) -> None:
    """Watch for something, from now on.

    Example: `dateline watch add --figure "unemployment rate" --entity Spain --unit % --crosses 12`
    """
    from flows.console import print_json
    from flows.settings import read_settings
    from flows.watchlist import add as put_down
    from schemas.watch import make_wish

    wish = make_wish(entity, figure, unit, kind, moves, crosses, quarantine, silence)
    made = put_down(read_settings(), wish)
    if json:
        print_json({"watch_id": made.watch_id, "made_at": made.made_at, "told": wish.told()})
    else:
        typer.echo(f"{made.watch_id}: {wish.told()}. `dateline watch remove {made.watch_id}` takes it back.")


@watch.command(name="list")
def list_watches(
    every: Annotated[bool, typer.Option("--all", help="Those that were taken back as well.")] = False,
    json: AsJson = False,
) -> None:
    """List what is watched for, and how often it fired."""
    from flows.console import print_json, print_records
    from flows.settings import read_settings
    from schemas.settings import Home
    from warehouse.open import reading
    from warehouse.watches import watched

    with reading(Home(read_settings().home)) as connection:
        found = [one for one in watched(connection) if every or one["removed_at"] is None]
    if json:
        print_json(found)
    else:
        print_records(found, ("watch_id", "told", "made_at", "fired", "last_fired"))


@watch.command()
def remove(
    watch_id: Annotated[str, typer.Argument(help="Its id, as `dateline watch list` lists it.")], json: AsJson = False
) -> None:
    """Take a watch back; what it fired stays."""
    from flows.console import print_json
    from flows.settings import read_settings
    from flows.watchlist import remove as take_back

    gone = take_back(read_settings(), watch_id)
    if json:
        print_json({"watch_id": gone.watch_id, "told": gone.wish.told()})
    else:
        typer.echo(f"Not watched for any more: {gone.wish.told()}.")


@watch.command()
def alerts(
    most: Annotated[int, typer.Option(min=1, help="Alerts shown.")] = 50,
    json: AsJson = False,
) -> None:
    """List what fired, the newest first."""
    from flows.console import print_json, print_records
    from flows.desk.serve import desk_address
    from flows.settings import read_settings
    from schemas.settings import Home
    from tasks.alert import told_alert
    from warehouse.open import reading
    from warehouse.watches import told_alerts

    settings = read_settings()
    with reading(Home(settings.home)) as connection:
        found = told_alerts(connection, most)
    if json:
        print_json([told_alert(row, desk_address(settings)) | {"sent": row["sent"]} for row in found])
    else:
        rows = [told_alert(row, desk_address(settings)) | {"sent": ", ".join(row["sent"])} for row in found]
        print_records(rows, ("fired_at", "text", "article_id", "sent"))


@watch.command()
def test() -> None:
    """Send a line to every channel that is configured, to see that it comes; 3 where one does not take it."""
    from flows.settings import read_settings
    from flows.watchlist import try_channels

    found = try_channels(read_settings())
    for channel, trouble in found.items():
        typer.echo(f"{channel}: {'not taken: ' + trouble if trouble else 'taken'}")
    if any(found.values()):
        raise typer.Exit(3)
