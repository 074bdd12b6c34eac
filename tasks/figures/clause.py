"""The verb of a figure's clause, and what stands before an amount where no verb is known."""

import re

from tasks.figures.phrase import WORDS, Subject, noun_phrase
from tasks.figures.scene import Scene
from tasks.figures.sentence import Marked


def resumes(scene: Scene) -> bool:
    """Whether the clause has no subject but its antecedent: `, who earned`, `, was driving`."""
    verb = verb_of(scene)
    between = scene.text[scene.floor : verb] if verb is not None else ""
    return verb is None or not between.strip() or between.rstrip().endswith(",")


def verb_of(scene: Scene) -> int | None:
    """The first word of the clause that is a verb: a finite one, or one of change that is no noun there."""
    if not scene.verbs:
        scene.verbs.append(_find_verb(scene))
    return scene.verbs[0]


def _find_verb(scene: Scene) -> int | None:
    marks = [
        m
        for m in scene.sentence.marks
        if scene.floor <= m.start
        and m.end <= scene.start
        and not scene.in_figure(m.start)
        and not scene.in_date(m.start)
    ]
    for number, marked in enumerate(marks):
        mark = marked.mark
        if mark.role == "finite" and not _is_name(marked, scene):
            # `energy costs jumped`: of two verbs in a row the first is a noun or an auxiliary
            after = marks[number + 1] if number + 1 < len(marks) else None
            verbal = after and not scene.lexicon.has("change.particles", scene.text[after.start : after.end])
            doubled = after and verbal and after.mark.role == "change" and after.start - marked.end <= 1
            doubled = doubled and not (after and _is_sized_noun(after, scene))
            return after.start if after and doubled else marked.start
        if (
            mark.role == "change"
            and "change_nouns" not in mark.flags
            and (scene.antecedent or scene.text[scene.floor : marked.start].strip())
        ):
            return marked.start
    nouns = [m.start for m in scene.changes() if "change_nouns" in m.mark.flags]
    return next((start for start in reversed(nouns) if _follows_noun(start, scene)), None)


def _is_sized_noun(marked: Marked, scene: Scene) -> bool:
    """`expects growth of`: a word of change that is a noun there."""
    after = scene.lexicon.patterns["word_after"].match(scene.text, marked.end)
    return "change_nouns" in marked.mark.flags and bool(after and scene.lexicon.has("change.of", after.group(1)))


def _is_name(marked: Marked, scene: Scene) -> bool:
    """`The Fed bought`: a capital inside a clause whose next word is small makes a verb's form a name."""
    after = scene.lexicon.patterns["gap_word"].match(scene.text, marked.end)
    inside = scene.text[scene.floor : marked.start].strip() and scene.text[marked.start].isupper()
    return bool(inside and after and scene.text[after.end() - 1].islower())


def _follows_noun(start: int, scene: Scene) -> bool:
    """Whether a word that may be noun or verb (`rises`, `cut`) stands as a verb: not after an article or adjective."""
    match = scene.lexicon.patterns["any_word_before"].search(scene.text, max(scene.floor, start - 24), start)
    return bool(match) and not scene.lexicon.has("clause.determiners", match.group(1) if match else "")


def ending(scene: Scene) -> int | None:
    """The first word that ends like a verb, where no known verb stands in the clause."""
    endings = tuple(scene.lexicon.sets["clause.verb_endings"] | scene.lexicon.sets["clause.finite_endings"])
    if not endings:
        return None
    last: re.Match[str] | None = None
    for index, match in enumerate(WORDS.finditer(scene.text, scene.floor, scene.start)):
        if index and match.group().islower() and len(match.group()) > 4 and match.group().endswith(endings):
            return match.start()
        last = match
    participle = tuple(scene.lexicon.sets["clause.opener_endings"])
    if last and participle and last.start() > scene.floor and last.group().endswith(participle):
        return last.start()  # `a ferry carrying 180 passengers`
    return None


def first_words(scene: Scene) -> Subject | None:
    """Without any known verb: the words up to the first preposition or second article."""
    found = noun_phrase(scene.floor, scene.start, scene)
    if found is None:
        return None
    words = list(WORDS.finditer(scene.text, found.start, found.end))
    lexicon = scene.lexicon
    cut = next(
        (
            index
            for index, word in enumerate(words)
            if index
            and (lexicon.has("clause.prepositions", word.group()) or lexicon.has("clause.determiners", word.group()))
        ),
        len(words),
    )
    verbal = (
        cut == len(words) > 2 and words[-1].group().islower() and lexicon.has("clause.determiners", words[0].group())
    )
    if _brings_count(words, cut, scene):
        cut, verbal = cut - 1, True  # `los bomberos acudieron con dos docenas`
    elif verbal and _adjoins(scene.text[words[-1].end() : scene.start].split(), scene):
        cut -= 1  # `Die Partei errang 43 Sitze`: the word before the amount must be the verb
    else:
        verbal = False
    end = words[cut - 1].end()
    return Subject(found.start, end, scene.text[found.start : end], verbal)


def _adjoins(between: list[str], scene: Scene) -> bool:
    """Whether nothing but a preposition that is no genitive stands between a verb and its amount."""
    if not between:
        return True
    link, lexicon = between[0], scene.lexicon
    return len(between) == 1 and lexicon.has("clause.prepositions", link) and not lexicon.has("noun.of", link)


def _brings_count(words: list[re.Match[str]], cut: int, scene: Scene) -> bool:
    """Whether an article, a noun and an unknown verb stand before the preposition that ends the words."""
    if not 2 < cut < len(words) or not words[cut - 1].group().islower():
        return False
    link, lexicon = words[cut].group(), scene.lexicon
    if lexicon.has("noun.of", link) or not lexicon.has("clause.prepositions", link):
        return False
    return lexicon.has("clause.determiners", words[0].group()) and not lexicon.sets["clause.verb_endings"]
