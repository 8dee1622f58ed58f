"""A count that is in the noun itself: a dual, a singular; or a plural without a number, which only hosts a part."""

from __future__ import annotations

from sijill.extract.count_nouns import ONE, TWO, Count, counted_effect, person_noun, qualify, skip_marks, take_name, take_quality
from sijill.language.document import Document, Sentence
from sijill.language.entries import EffectWord, GroupNoun, Quality, ThingNoun
from sijill.language.load import Hit


def worded(document: Document, sentence: Sentence, at: int) -> Count | None:
    """A count that is in the noun itself: a dual, a singular; or a plural without a number, which is only a host."""
    hit = counted_effect(document, at) or person_noun(document, at)
    if hit is not None and (document.role(at - 1, "of_rank") or document.role(at - 1, "every")):
        return None
    if hit is not None and any(h.entry is hit.entry and h.form == "masdar" and h.enclitic for h in document.tokens[at].hits):
        return None
    one_of = document.role(at, "one_of")
    if one_of is not None and one_of.length == 1:
        return _one_of(document, sentence, at)
    if hit is None:
        return _another(document, at) or _of_pronoun(document, at)
    forms = {h.form.rsplit(".", 1)[-1] for h in document.tokens[at].hits if h.entry is hit.entry}
    if forms == {"dual"} and document.hit(at, Quality) and not _opens_part(document, at - 1):
        return None
    if forms == {"forms"}:
        forms = {"singular"}
    count = Count(first=at, last=at + hit.length, until=at + hit.length, kind="single", interval=ONE, figure_rule="singular noun")
    take_name(document, count, at)
    count.definite = hit.proclitic.endswith(document.language.grammar.article)
    if hit.enclitic and count.group == "families":
        forms = {"plural"}
    if "dual" in forms and _is_dual(document, at, hit, forms):
        count.kind, count.interval, count.figure_rule = "dual", TWO, "dual noun"
    elif "singular" not in forms:
        count.kind, count.interval, count.figure_rule = "plural", None, ""
    if count.kind == "dual" and document.role(count.last, "other"):
        count.last += 1
    noun = hit.entry
    count.adjective = isinstance(noun, GroupNoun) and noun.adjective
    count.until = qualify(document, sentence, count, count.last)
    return count


def _one_of(document: Document, sentence: Sentence, at: int) -> Count | None:
    """One of such people: one of the soldiers."""
    noun = skip_marks(document, at + 1, sentence.last)
    if noun >= sentence.last or not (document.hit(noun, GroupNoun) or document.hit(noun, Quality)):
        return None
    count = Count(first=at, last=noun + 1, until=noun + 1, kind="single", interval=ONE, figure_rule="one of")
    if not take_name(document, count, noun):
        quality = document.hit(noun, Quality)
        assert quality is not None
        take_quality(count, quality, noun)
    count.own = None
    count.until = qualify(document, sentence, count, count.last)
    return count


def _another(document: Document, at: int) -> Count | None:
    """Another one or two of those just named, told without a noun."""
    for role, interval, kind in (("another", ONE, "single"), ("two_others", TWO, "dual"), ("other", None, "plural")):
        if document.role(at, role):
            return Count(first=at, last=at + 1, until=at + 1, kind=kind, interval=interval, others=True, figure_rule=role.replace("_", " "))
    return None


def _of_pronoun(document: Document, at: int) -> Count | None:
    """One or two of whom only a pronoun tells: which led to his death, to their wounding."""
    if not any(document.role(at - back, "causes") for back in (1, 2)):
        return None
    for hit in document.tokens[at].hits:
        noun = hit.form == "masdar" or hit.proclitic.endswith(document.language.grammar.prepositions) or document.role(at - 1, "onto")
        if type(hit.entry) is EffectWord and noun and hit.enclitic:
            interval = {1: ONE, 3: TWO}.get(len(hit.enclitic))
            if interval is None:
                return None
            return Count(
                first=at, last=at + 1, until=at + 1, kind="single", interval=interval, own=hit, own_at=at, pronoun=True,
                figure_rule="a pronoun",
            )  # fmt: skip
    return None


def _opens_part(document: Document, at: int) -> bool:
    return document.role(at, "partition") is not None


def _is_dual(document: Document, at: int, hit: Hit, forms: set[str]) -> bool:
    """Whether a form that can be a dual is one here; where a plural or a singular is written alike, only with a sign."""
    word = document.words[at]
    if forms == {"dual"} and isinstance(hit.entry, EffectWord):
        return True
    ending, _, bound_a, _ = (told for _, told in document.language.grammar.paradigms["nouns"]["dual"])
    if hit.enclitic and isinstance(hit.entry, GroupNoun) and hit.entry.adjective:
        return False
    if hit.enclitic and "dual" in forms and word[: -len(hit.enclitic)].endswith(bound_a):
        return True
    if hit.enclitic:
        return forms == {"dual"} and not word[: -len(hit.enclitic)].endswith(ending[-1])
    long_ending, _, bound_a, _ = (ending for _, ending in document.language.grammar.paradigms["nouns"]["dual"])
    if word.endswith(long_ending) and "plural" not in forms:
        return True
    following = document.tokens[at + 1] if at + 1 < len(document.tokens) else None
    next_hit = document.hit(at + 1, Quality) or document.hit(at + 1, ThingNoun)
    bound = bool(following and following.kind == "word" and next_hit and next_hit.proclitic in ("", document.language.grammar.article))
    bound = bound and not _is_object_form(document, at + 1)
    if "plural" in forms:
        return False
    if isinstance(hit.entry, GroupNoun) and hit.entry.adjective:
        return word.endswith(document.language.grammar.paradigms["nouns"]["dual"][1][1]) and "singular" not in forms
    if "singular" in forms or word.endswith(bound_a):
        return bound and not document.hit(at, Quality)
    ending = document.language.grammar.paradigms["nouns"]["dual"][1][1]
    return word.endswith(ending) or bound


def _is_object_form(document: Document, at: int) -> bool:
    """Whether an indefinite word is written with the mark of an object, which no noun that completes a dual has."""
    mark, token = document.language.grammar.indefinite, document.tokens[at]
    ending = document.language.grammar.paradigms["nouns"]["accusative"][0][1]
    if mark and mark in document.text.content[token.start : token.end]:
        return True
    hits = document.language.word_hits(token.word[: -len(ending)]) if token.word.endswith(ending) else ()
    return any(h.proclitic == "" and isinstance(h.entry, Quality | ThingNoun) for h in hits)


def apposed(document: Document, count: Count) -> bool:
    """Whether a noun right after another count only describes it: two children, brothers."""
    if document.role(count.first, "one_of") or document.role(count.first, "another"):
        return False
    hit = document.hit(count.first, GroupNoun) or counted_effect(document, count.first)
    return hit is not None and hit.proclitic in ("", document.language.grammar.article)
