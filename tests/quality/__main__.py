"""`make quality`: score the engines on development data, and refuse a fall below `floors.json`.

The scorers and their data lie outside the project, in the folder that DATELINE_EVAL names (by default ../shared/eval);
without it only the floors are printed. `--raise` writes what was reached as the new floors.
"""

import contextlib
import importlib.util
import io
import json
import os
import sys
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
EVAL = Path(os.environ.get("DATELINE_EVAL", HERE.parent.parent.parent / "shared" / "eval"))
SPECS = {"en": "English", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "pt": "Portuguese",
         "nl": "Dutch", "zh": "Chinese", "ja": "Japanese", "ar": "Arabic", "hi": "Hindi"}  # fmt: skip
SLACK = 0.05  # points; scores have two decimals


def scorer(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EVAL / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def date_scores() -> dict[str, float]:
    score = scorer("eval_dates").main
    found = {}
    for language in ("en", "es"):
        data = f"bio:{EVAL / 'dates' / f'meantime_{language}.tsv'}"
        with contextlib.redirect_stdout(io.StringIO()):
            said = score(["--data", data, "--adapter", "tests.quality.adapters:dates", "--lang", language])
        found[f"dates news {language} value"] = said["value"]["F1"]
        found[f"dates news {language} strict"] = said["strict"]["F1"]
    for language, name in SPECS.items():
        place = EVAL / "dates" / "recognizers" / name / "DateTimeModel.json"
        if place.exists():
            with contextlib.redirect_stdout(io.StringIO()):
                said = score(
                    ["--data", f"spec:{place}", "--adapter", "tests.quality.adapters:dates", "--lang", language]
                )
            found[f"dates sentences {language} relaxed"] = said["relaxed"]["F1"]
    return found


def figure_scores() -> dict[str, float]:
    score = scorer("eval_figures").main
    found = {}
    for language, name in SPECS.items():
        for model in ("Currency", "Percent", "Dimension", "Age", "Temperature"):
            place = EVAL / "figures" / "recognizers" / name / f"{model}Model.json"
            if place.exists():
                with contextlib.redirect_stdout(io.StringIO()):
                    said = score(
                        ["--data", f"spec:{place}", "--adapter", "tests.quality.adapters:figures", "--lang", language]
                    )
                found[f"figures {model.lower()} {language} value recall"] = said["value"]["R"]
                found[f"figures {model.lower()} {language} unit recall"] = said["value_unit"]["R"]
    data = f"q3:{EVAL / 'figures' / 'quantulum3' / 'quantities.json'}"
    with contextlib.redirect_stdout(io.StringIO()):
        said = score(["--data", data, "--adapter", "tests.quality.adapters:figures", "--lang", "en"])
    return found | {
        "figures quantulum3 value": said["value"]["F1"],
        "figures quantulum3 unit": said["value_unit"]["F1"],
    }


def page_scores() -> dict[str, float]:
    module = scorer("eval_extract")
    from tests.quality.adapters import extract_html

    pages = module.load(EVAL / "text", "newspaper")
    return {"pages body": 100 * module.run(extract_html, pages, "newspaper")["F1"]}


def main() -> int:
    floors: dict[str, float] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    if not EVAL.is_dir():
        sys.stdout.write(f"No development data at {EVAL}. The floors:\n{json.dumps(floors, indent=1)}\n")
        return 0
    reached = date_scores() | figure_scores() | page_scores()
    fallen = []
    for name, score in reached.items():
        floor = floors.get(name, 0.0)
        if score < floor - SLACK:
            fallen.append(name)
        sys.stdout.write(f"{name:45} {score:6.2f}  floor {floor:6.2f}{'  FALLEN' if name in fallen else ''}\n")
    if "--raise" in sys.argv:
        risen = {name: max(round(score, 2), floors.get(name, 0.0)) for name, score in reached.items()}
        FLOORS.write_text(json.dumps(risen, indent=1) + "\n")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
