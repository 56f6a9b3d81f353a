"""Of which agreement an area of cooperation is: by the words of its sentence, the agreement told of and what is decided."""

from __future__ import annotations

import re
from functools import cached_property

from spacy.tokens import Doc

from extractors.area_frames import Frame, is_modal, trigger
from extractors.core import Fact, Part, facts_of
from extractors.fate_words import decided_in_clause
from extractors.relations import Relations, Sentence

# How the reader tells what was proposed and is decided by the matter, and what somebody at the meeting wants to have added.
DECIDED, MOVED = "decided", "moved"


class StatusReader:
    """Tells the statuses of the areas of one document."""

    def __init__(self, doc: Doc, context: Relations) -> None:
        self.doc = doc
        self.text = context.text
        self.context = context
        self.structure = context.structure
        self.agreements = facts_of(doc, "agreements")

    def all_of(self, sentence: Sentence, name: str, frame: Frame) -> list[str]:
        """The statuses of the areas in ``frame``: of the earlier agreement too where they are said to be as before."""
        status = self.of(sentence, name, frame)
        as_before = frame.kind != "added" and status in ("agreed", DECIDED, "proposed") and trigger("as_before").search(sentence.text)
        return [status, "previous"] if as_before else [status]

    def of(self, sentence: Sentence, name: str, frame: Frame) -> str:
        """The status of the areas in ``frame`` with the counterpart called ``name``."""
        own = self.text[frame.start : sentence.end]
        part = self.structure.parts[sentence.part]
        if trigger("under_review").search(own) or trigger("under_review_lead").search(sentence.text) or self._left_open(sentence):
            return "under_review"
        if frame.kind == MOVED:
            return MOVED
        if trigger("struck_draft").search(sentence.text):
            return "proposed"
        if frame.kind == "removed":
            done = part.document_type == "agreement" or trigger("removed_past").search(sentence.text)
            return "agreed" if not done and self._stands(sentence.case, name) else "previous"
        if part.document_type == "agreement":
            if trigger("earlier").search(sentence.text):
                return "previous"
            return self._after_decision(self._of_part(part, name), sentence.case, name)
        if part.document_type == "position_paper":
            if trigger("wished_new").search(sentence.text):
                return "proposed"
            over = frame.kind == "past" or trigger("earlier").search(sentence.text) or trigger("had_term").search(sentence.text)
            return "previous" if over else "agreed"
        past = frame.kind == "past" or self._of_run_out(sentence, name) or trigger("previous").search(sentence.text) is not None
        if not past and self._looked_into(sentence.case, name):
            return "under_review"
        if not past and frame.scope == "contact" and self.none_in_force(sentence.case, name):
            return "previous"
        if not past and self._proposed(sentence, frame):
            return self._after_decision("proposed", sentence.case, name)
        if past or self._of_expired(sentence, name):
            return "previous"
        standing = trigger("standing_one").search(sentence.text) is not None
        only_proposed = not standing and self.only_proposed(sentence.case, name)
        if only_proposed or self._turned_down(sentence.case, name) or self._wished(sentence, name):
            return self._after_decision("proposed", sentence.case, name)
        return "previous" if self._only_over(sentence.case, name) else "agreed"

    def _only_over(self, case: int | None, name: str) -> bool:
        """Had every agreement with the counterpart run out by the paper's day? What the matter pauses had not."""
        pauses = [f for f in facts_of(self.doc, "decisions") if f.case == case and f.values["action"] == "pause"]
        paused = any((s := self.context.sentence_at(f.start)) is not None and name in s.counterparts for f in pauses)
        return not paused and {a.values["status"] for a in self._with(case, name)} == {"expired"}

    def _looked_into(self, case: int | None, name: str) -> bool:
        """Does all that the matter decides on a counterpart with whom no agreement is told have it looked into?"""
        own = [f for f in facts_of(self.doc, "decisions") if f.case == case and f.values["stage"] in ("decided", "recommended")]
        about = [f for f in own if (s := self.context.sentence_at(f.start)) is not None and name in s.counterparts]
        return bool(about) and not self._with(case, name) and all(trigger("under_review").search(f.values["text"]) for f in about)

    def _stands(self, case: int | None, name: str) -> bool:
        """Is the latest agreement with the counterpart in force, and what would replace it only proposed?"""
        made = [a for a in self._with(case, name) if a.values["status"] != "proposed"]
        latest = max(made, key=lambda a: int(a.values["start_year"] or a.values["end_year"] or 0), default=None)
        return latest is not None and latest.values["status"] == "in_force" and self._after_decision("proposed", case, name) == "proposed"

    def decided(self, sentence: Sentence, name: str) -> bool:
        """Does the matter of the sentence decide on the agreement that is proposed with the counterpart?"""
        return self._after_decision("proposed", sentence.case, name) == DECIDED

    def _of_run_out(self, sentence: Sentence, name: str) -> bool:
        """Does the sentence tell of an agreement, and only of such, that had run out by the paper's day?"""
        told = [a for a in self._with(sentence.case, name) if sentence.start <= a.start < sentence.end]
        if self.decided(sentence, name):
            return False
        return bool(told) and all(a.values["status"] == "expired" for a in told) and trigger("new").search(sentence.text) is None

    def _wished(self, sentence: Sentence, name: str) -> bool:
        """Is the sentence of a motion or proposal, or of the answer to one, for a relation of which no agreement is told?"""
        if self.structure.parts[sentence.part].document_type not in ("motion", "citizen_proposal", "motion_response"):
            return False
        clauses = [f for f in facts_of(self.doc, "decisions") if f.case == sentence.case]
        return not self._with(sentence.case, name) and not any(decided_in_clause(f.values["text"]) in ("ended", "paused") for f in clauses)

    def _proposed(self, sentence: Sentence, frame: Frame) -> bool:
        """Is the agreement of the sentence, or of the one it goes back to, a proposal?"""
        text = sentence.text
        if trigger("said_there").search(text):
            return False
        if (
            (frame.kind == "added" and not self._only_in_force(sentence))
            or trigger("retold").search(text)
            or trigger("possible").search(text)
        ):
            return True
        if trigger("proposed").search(text):
            return trigger("concluded").search(text) is None or re.search(r"(?i)\bförsl|\bföresl", text) is not None
        if is_modal(self.text, sentence.start, frame.word) or self._new_and_proposed(sentence):
            return True
        antecedent = self._antecedent(sentence)
        made = trigger("concluded").search(antecedent) is not None and re.search(r"(?i)\bförsl|\bföresl", antecedent) is None
        return not made and trigger("proposal").search(antecedent) is not None

    def _only_in_force(self, sentence: Sentence) -> bool:
        """Is an agreement in force, and none proposed, with those whom the sentence is about?"""
        told = {a.values["status"] for name in sentence.counterparts for a in self._with(sentence.case, name)}
        return "in_force" in told and "proposed" not in told

    def _new_and_proposed(self, sentence: Sentence) -> bool:
        """Does the sentence tell of the new agreement while one with its counterpart is proposed: "Det nya avtalet omfattar ..."?"""
        return trigger("new_one").search(sentence.text) is not None and any(
            a.values["status"] == "proposed" for name in sentence.counterparts for a in self._with(sentence.case, name)
        )

    def _left_open(self, sentence: Sentence) -> bool:
        """Does the next sentence of the paragraph leave open what this one tells: "Om det ska ingå utreds."?"""
        following = self._following(sentence)
        return following is not None and trigger("left_open").match(following.text) is not None

    def _following(self, sentence: Sentence) -> Sentence | None:
        """The next sentence of the paragraph."""
        found = self.context.sentence_at(sentence.end) or self.context.sentence_at(sentence.end + 1)
        last = self.context.sentence_at(sentence.end - 1)
        return found if found is not None and last is not None and found.block == last.block and found.start >= sentence.end else None

    def before(self, sentence: Sentence) -> str:
        """The sentence before this one in its paragraph; empty where it is the first."""
        found = self.context.sentences_in(self.structure.blocks[sentence.block].start, sentence.start)
        return next((s.text for s in reversed(found) if s.end <= sentence.start), "")

    def _antecedent(self, sentence: Sentence) -> str:
        """The sentences of the paragraph that this one goes back to by "det", "avtalet" and the like."""
        before = [
            s for s in self.context.sentences_in(self.structure.blocks[sentence.block].start, sentence.start) if s.end <= sentence.start
        ]
        found, text = [], sentence.text
        for earlier in reversed(before):
            if not trigger("refers_back").match(text):
                break
            text = earlier.text
            found.append(text)
        return "\n".join(found)

    def _of_part(self, part: Part, name: str) -> str:
        """The status of the agreement that a paper is."""
        if part.index == 0:
            return "proposed" if trigger("draft").search(part.title or "") else "agreed"
        own = [a for a in self.agreements if part.start <= a.start < part.end and a.values["counterpart"] == name]
        told = own or [a for a in self._with(None, name) if a.values["start_year"] and str(a.values["start_year"]) in (part.title or "")]
        if not told:
            return "proposed"
        return {"proposed": "proposed", "expired": "previous", "ended": "previous"}.get(told[0].values["status"], "agreed")

    def _with(self, case: int | None, name: str) -> list[Fact]:
        """The agreements with a counterpart, of one matter or of all."""
        return [a for a in self.agreements if a.values["counterpart"] == name and case in (None, a.case)]

    def _of_expired(self, sentence: Sentence, name: str) -> bool:
        """Does the sentence tell of agreements with the counterpart that had all expired, while a later one is told of?"""
        following = self._following(sentence)
        if following is not None and trigger("superseded").match(following.text):
            return True
        if not trigger("made").search(sentence.text):
            return False
        own = self._with(sentence.case, name)
        told = [a for a in own if sentence.start <= a.start < sentence.end or f"{a.values['start_year']}" in sentence.text]
        return bool(told) and len(own) > len(told) and all(a.values["status"] == "expired" for a in told)

    def none_in_force(self, case: int | None, name: str) -> bool:
        """Are agreements with the counterpart told of, and have all that were made run out?"""
        told = {a.values["status"] for a in self._with(case, name)}
        return bool(told & {"expired", "ended"}) and not told & {"in_force", "unknown"}

    def only_proposed(self, case: int | None, name: str) -> bool:
        """Is every agreement told of with the counterpart a proposal?"""
        return {a.values["status"] for a in self._with(case, name)} == {"proposed"}

    def _turned_down(self, case: int | None, name: str) -> bool:
        """Does the matter turn down a relation with the counterpart, or propose to, while no agreement with it is told of?"""
        clauses = [f for f in facts_of(self.doc, "decisions") if f.case == case]
        return not self._with(case, name) and any(decided_in_clause(f.values["text"]) == "declined" for f in clauses)

    @cached_property
    def _told_as_decided(self) -> set[tuple[int | None, str]]:
        """Matter and counterpart of what a paper without decisions of its own says was decided: "Det beslutade fullmäktige."."""
        return {
            (s.case, name)
            for s in self.context.sentences
            if self.structure.parts[s.part].document_type == "other" and self.context.is_decided_after(s)
            for name in s.counterparts
        }

    def _made_elsewhere(self, case: int | None, name: str) -> bool:
        """Was the one agreement with the counterpart, which is still to begin, signed, or does the paper tell that a body decided on it?"""
        if not self.only_proposed(case, name):
            return False
        head = self.structure.metadata
        today = head.meeting_date or head.document_date
        if today is not None and any(a.values["signed_on"] and a.values["signed_on"] <= today for a in self._with(case, name)):
            return True
        return any(
            s.case == case and name in s.counterparts and s.zone not in ("proposal", "documents") and trigger("told_decided").search(s.text)
            for s in self.context.sentences
        )

    def _after_decision(self, status: str, case: int | None, name: str) -> str:
        """What was proposed is agreed once the matter decides to enter, renew or approve."""
        if status != "proposed":
            return status
        if (case, name) in self._told_as_decided or self._made_elsewhere(case, name):
            return DECIDED
        for fact in facts_of(self.doc, "decisions"):
            if fact.case != case or fact.values["stage"] != "decided":
                continue
            if fact.values["action"] not in ("enter", "renew", "approve") and not trigger("to_sign").search(fact.values["text"]):
                continue
            if decided_in_clause(fact.values["text"]) in ("declined", "ended"):
                continue
            sentence = self.context.sentence_at(fact.start)
            if sentence is None or name in sentence.counterparts:
                return DECIDED
        return status


__all__ = ["DECIDED", "MOVED", "StatusReader"]
