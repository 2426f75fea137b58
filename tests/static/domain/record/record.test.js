/** A case is what the set of its envelopes says: any order, split or repetition of the same set derives the same records. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { caseSummary, deriveCase } from "../../../../static/domain/record/index.js";
import { stampOf } from "../../../../static/lib/clock.js";
import { createIds } from "../../../../static/lib/ids.js";

const START = Date.UTC(2026, 10, 22, 21, 0, 0);
let now = START;
const ids = createIds({ now: () => now });
const author = ids.next();
const entry = (payload, { after = [], number = null, id = ids.next(), at = stampOf((now += 1000), -300), ...more } = {}) => ({ id, author, device: author, at, after, number, state: number ? "stored" : "waiting", consult: null, payload: { schema: 1, ...payload }, ...more });

const person = { kind: "participant", name: "Maria", code: "MR-01", language: "es", adult: true, archived: false, contact: "" };
const visit = () => ({ kind: "session", session: ids.next(), how: "phone", startedAt: stampOf((now += 1000), -300) });
const note = (session, text) => ({ kind: "note", session, text });
const amendment = (root, text) => ({ kind: "amendment", note: root.id, text, reason: "" });

function noted(text = "first") {
  const opening = visit();
  const root = entry(note(opening.session, text));
  return { opening: entry(opening), root, session: opening.session };
}

/** Any case that devices may leave behind: people amended apart, notes amended in chains and forks, flags, newer kinds, unreadable ones. */
const anyCase = fc.array(fc.tuple(fc.constantFrom("participant", "session", "note", "amend", "flag", "end", "newer", "bad", "ring"), fc.nat(), fc.nat(), fc.string({ maxLength: 5 })), { maxLength: 25 }).map((steps) => {
  const entries = [entry(person)];
  const pick = (kind, index) => {
    const all = entries.filter((each) => each.payload?.kind === kind);
    return all[index % Math.max(1, all.length)];
  };
  for (const [step, one, other, word] of steps) {
    const opening = pick("session", one);
    const root = pick("note", one);
    if (step === "participant") entries.push(entry({ ...person, name: `Maria ${word}`, archived: one % 2 === 0 }, { after: [...new Set([pick("participant", one).id, pick("participant", other).id])] }));
    if (step === "session") entries.push(entry(visit()));
    if (step === "note" && opening) entries.push(entry(note(opening.payload.session, word || "text"), { number: one }));
    if (step === "amend" && root) entries.push(entry(amendment(root, word || "text"), { after: [other % 2 ? root.id : (pick("amendment", other)?.id ?? root.id)] }));
    if (step === "flag" && root) entries.push(entry({ kind: "risk-flag", session: root.payload.session, note: root.id, lexicon: "1", hits: [], decision: "handled", reason: "x", consult: null }, { after: [root.id] }));
    if (step === "end" && opening) entries.push(entry({ kind: "session-end", session: opening.payload.session, endedAt: opening.payload.startedAt, how: "done" }));
    if (step === "newer") entries.push(entry({ kind: "hologram", word }, { newer: true }));
    if (step === "bad") entries.push({ ...entry({}), payload: undefined, unreadable: "bad-signature" });
    if (step === "ring" && root) {
      const [a, b] = [ids.next(), ids.next()];
      entries.push(entry(amendment(root, "a"), { id: a, after: [b] }), entry(amendment(root, "b"), { id: b, after: [a] }));
    }
  }
  return entries;
});

test("any order, split or repetition of the same set derives the same case", () => {
  fc.assert(
    fc.property(
      anyCase.chain((entries) => fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }), fc.shuffledSubarray(entries))),
      ([entries, shuffled, repeated]) => {
        const derived = deriveCase(entries);
        assert.deepEqual(deriveCase([...repeated, ...shuffled, ...repeated]), derived);
        assert.deepEqual(caseSummary(deriveCase(shuffled)), caseSummary(derived));
      },
    ),
    { numRuns: 300 },
  );
});

test("no note and no amendment is ever left out, whatever it names", () => {
  fc.assert(
    fc.property(anyCase.chain((entries) => fc.shuffledSubarray(entries)), (entries) => {
      const derived = deriveCase(entries);
      const shown = new Set([...derived.sessions.flatMap((session) => session.note?.history.map(({ id }) => id) ?? []), ...derived.unreadable.map(({ id }) => id)]);
      for (const each of entries) if (["note", "amendment"].includes(each.payload?.kind)) assert.ok(shown.has(each.id));
    }),
    { numRuns: 200 },
  );
});

test("an amendment takes the place of the text, and the earlier one stays readable", () => {
  const { opening, root } = noted("first");
  const second = entry(amendment(root, "second"), { after: [root.id] });
  const [session] = deriveCase([second, opening, root]).sessions;
  assert.equal(session.note.text, "second");
  assert.deepEqual(session.note.heads, [second.id]);
  assert.deepEqual(session.note.history.map(({ text }) => text), ["first", "second"]);
  assert.equal(session.conflict, null);
});

test("two amendments of one head are a conflict with both texts, until a person names both", () => {
  const { opening, root } = noted();
  const here = entry(amendment(root, "here"), { after: [root.id] });
  const there = entry(amendment(root, "there"), { after: [root.id] });
  const [session] = deriveCase([opening, root, here, there]).sessions;
  assert.deepEqual(session.conflict.map(({ text }) => text).sort(), ["here", "there"]);
  const settled = entry(amendment(root, "both"), { after: [here.id, there.id] });
  const [after] = deriveCase([settled, there, root, here, opening]).sessions;
  assert.equal(after.conflict, null);
  assert.equal(after.note.text, "both");
});

test("edits of different notes, and of different fields of a person, do not conflict", () => {
  const [one, other] = [noted("one"), noted("other")];
  const edits = [entry(amendment(one.root, "one more"), { after: [one.root.id] }), entry(amendment(other.root, "other more"), { after: [other.root.id] })];
  const base = entry(person);
  const renamed = entry({ ...person, name: "Mari" }, { after: [base.id] });
  const archived = entry({ ...person, archived: true }, { after: [base.id] });
  const record = deriveCase([base, renamed, archived, one.opening, one.root, other.opening, other.root, ...edits]);
  assert.deepEqual(record.sessions.map(({ conflict }) => conflict), [null, null]);
  assert.deepEqual([record.participant.name, record.participant.archived, record.participant.conflict], ["Mari", true, undefined]);
  assert.deepEqual(new Set(record.participant.heads), new Set([renamed.id, archived.id]));
});

test("the same field changed apart is a conflict that shows both versions, and a version naming both settles it", () => {
  const base = entry(person);
  const here = entry({ ...person, name: "Mari" }, { after: [base.id] });
  const there = entry({ ...person, name: "Maria R." }, { after: [base.id] });
  const { participant } = deriveCase([there, base, here]);
  assert.deepEqual(participant.conflict, ["name"]);
  assert.deepEqual(participant.versions.map(({ name }) => name).sort(), ["Mari", "Maria R."]);
  const settled = entry({ ...person, name: "Mari" }, { after: [here.id, there.id] });
  const after = deriveCase([settled, there, base, here]).participant;
  assert.deepEqual([after.conflict, after.name], [undefined, "Mari"]);
});

test("a name changed back stays changed back", () => {
  const base = entry(person);
  const away = entry({ ...person, name: "Mari" }, { after: [base.id] });
  const back = entry(person, { after: [away.id] });
  assert.equal(deriveCase([base, away, back]).participant.name, "Maria");
});

test("an amendment that came before its note is not dropped: it is named until the note arrives", () => {
  const { opening, root } = noted();
  const early = entry(amendment(root, "early"), { after: [root.id] });
  assert.deepEqual(deriveCase([opening, early]).unreadable, [{ id: early.id, at: early.at, reason: "note-missing" }]);
  assert.equal(deriveCase([opening, early, root]).sessions[0].note.text, "early");
});

test("what is only on this phone is counted, and so is what a newer version wrote", () => {
  const { opening, root } = noted();
  const record = deriveCase([{ ...opening, number: 1 }, root, { ...root, number: null }, entry({ kind: "hologram" }, { newer: true, number: 2 })]);
  assert.equal(record.unsent, 1);
  assert.equal(record.sessions[0].note.sent, false);
  assert.deepEqual(record.newer.map(({ kind }) => kind), ["hologram"]);
});

test("a summary holds a little: newest sessions first, eighty characters of each note", () => {
  const entries = [entry(person)];
  for (let index = 0; index < 60; index += 1) {
    const { opening, root } = noted(`${index} ${"word ".repeat(100)}`);
    entries.push(opening, root);
  }
  const summary = caseSummary(deriveCase(entries));
  assert.deepEqual([summary.kind, summary.name, summary.code, summary.sessionCount, summary.sessions.length], ["case", "Maria", "MR-01", 60, 50]);
  assert.equal(summary.sessions[0].noteStart, `59 ${"word ".repeat(100)}`.slice(0, 80));
});
