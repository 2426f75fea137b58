/** What a consult's screens show of it: "sent" never looks like "seen", and each reader is led to the one next thing. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { isUnseen, mayRaise, nextAct, wayOf, wordsOf } from "../../../../static/views/consult/story.js";

const i18n = /** @type {any} */ ({
  t: (/** @type {string} */ key, /** @type {object} */ params = {}) => [key, ...Object.values(params)].join(" "),
  time: (/** @type {string|number} */ at) => new Date(at).toISOString().slice(11, 16),
  list: (/** @type {string[]} */ names) => names.join(" and "),
});
const at = (/** @type {string} */ time) => `2026-11-22T${time}:00.000+00:00`;
const by = (/** @type {string} */ name, /** @type {string} */ time, fields = {}) => ({ by: name, name, at: at(time), sent: true, ...fields });
const request = by("Ana", "10:40", { words: "He gave away his dog.", excerpt: "", categories: [], cause: "worried" });
const consult = (/** @type {any} */ changes = {}) => /** @type {any} */ ({ request, words: [], seen: [], taken: null, takenBy: changes.taken ? [changes.taken] : [], answers: [], closed: null, state: "sent", urgency: "soon", raisedAfterAnswer: false, waitingSince: request.at, ...changes });
const states = (/** @type {any} */ each) => wayOf(each, i18n).map(({ label, state }) => `${label.split(" ")[0]}: ${state}`);
const seen = [by("Riley", "10:51")];
const taken = by("Riley", "10:52");
const answers = [by("Riley", "11:00")];

describe("the line of dots", () => {
  test("stays at this phone until a receipt proves that it was sent", () => {
    assert.deepEqual(states(consult({ request: { ...request, sent: false }, state: "on-this-phone" })), [
      "consult.way.here: current", "consult.way.sent: todo", "consult.way.seen: todo", "consult.way.taken: todo", "consult.way.answered: todo", "consult.way.closed: todo",
    ]);
  });

  test("shows a request that was sent and not seen as not yet seen, by nobody and at no time", () => {
    const [, sent, look] = wayOf(consult(), i18n);
    assert.equal(sent?.state, "current");
    assert.deepEqual(look, { label: "consult.way.seen", detail: undefined, state: "todo", stateLabel: "common.state.todo" });
  });

  test("says when it was sent by the server's receipt, not by the clock that wrote it", () => {
    const [here, sent] = wayOf(consult({ request: { ...request, sentAt: at("10:44") } }), i18n);
    assert.deepEqual([here?.detail, sent?.detail], ["10:40", "10:44"]);
  });

  test("names everyone who has seen it, each with the time", () => {
    const look = wayOf(consult({ seen: [...seen, by("Sam", "10:58")], state: "seen" }), i18n)[2];
    assert.equal(look?.label, "consult.way.seenBy Riley and Sam");
    assert.equal(look?.detail, "10:51, 10:58");
  });

  test("says who has it and who answered", () => {
    const way = wayOf(consult({ seen, taken, answers, state: "answered" }), i18n);
    assert.equal(way[3]?.label, "consult.way.takenBy Riley");
    assert.equal(way[4]?.detail, "consult.way.by Riley 11:00");
    assert.equal(way[4]?.state, "current");
  });

  test("says of an answer that has not left the phone that it is only there", () => {
    const way = wayOf(consult({ seen, taken, answers: [by("Riley", "11:00", { sent: false })], state: "answered" }), i18n);
    assert.match(String(way[4]?.detail), /consult\.state\.on-this-phone/);
  });

  test("puts an earlier answer behind it and waits again when it was made urgent after the answer", () => {
    const way = wayOf(consult({ seen, taken, answers, state: "taken", urgency: "now", raisedAfterAnswer: true, waitingSince: at("11:20") }), i18n);
    assert.deepEqual(way.slice(4).map(({ label, detail, state }) => [label, detail, state]), [
      ["consult.way.answeredEarlier", "consult.way.by Riley 11:00", "done"], ["consult.way.raised", "11:20", "current"],
      ["consult.way.answered", undefined, "todo"], ["consult.way.closed", undefined, "todo"],
    ]);
  });

  test("leaves out what never came rather than calling it done: an answer nobody took first", () => {
    assert.deepEqual(states(consult({ answers, state: "answered" })), ["consult.way.here: done", "consult.way.sent: done", "consult.way.answered: current", "consult.way.closed: todo"]);
  });

  test("has one present step, nothing done after it, and seen only with a look, whatever has happened", () => {
    const any = fc.record({ sent: fc.boolean(), seen: fc.boolean(), taken: fc.boolean(), answered: fc.boolean(), closed: fc.boolean() });
    fc.assert(fc.property(any, (has) => {
      const way = wayOf(consult({
        request: { ...request, sent: has.sent }, seen: has.seen ? seen : [], taken: has.taken ? taken : null, answers: has.answered ? answers : [], closed: has.closed ? taken : null,
      }), i18n);
      const now = way.findIndex((step) => step.state === "current");
      assert.equal(way.filter((step) => step.state === "current").length, 1);
      assert.ok(way.slice(now + 1).every((step) => step.state === "todo"));
      const look = way.find((step) => step.label.startsWith("consult.way.seen"));
      assert.equal(Boolean(look && look.state !== "todo"), has.seen);
    }));
  });
});

describe("what is next", () => {
  const asker = { id: "Ana", role: "specialist" };
  const riley = { id: "Riley", role: "supervisor" };
  const sam = { id: "Sam", role: "supervisor" };
  const cases = /** @type {const} */ ([
    ["the asker adds words until there is an answer", consult(), asker, "add"],
    ["the asker closes what was answered", consult({ answers }), asker, "close"],
    ["a supervisor takes it first", consult({ seen }), riley, "take"],
    ["then answers", consult({ seen, taken }), riley, "answer"],
    ["a second supervisor may answer too", consult({ seen, taken }), sam, "answer-too"],
    ["also after the first one did", consult({ seen, taken, answers }), sam, "answer-too"],
    ["who has answered is done", consult({ seen, taken, answers }), riley, null],
    ["a supervisor's own request is theirs to add to, not to take", consult(), { id: "Ana", role: "supervisor" }, "add"],
    ["a specialist does not answer another's request", consult(), { id: "Bo", role: "specialist" }, null],
    ["a second supervisor who took it too answers it", consult({ seen, taken, takenBy: [taken, by("Sam", "10:53")] }), sam, "answer"],
    ["what was made urgent after the answer is answered again", consult({ seen, taken, answers, raisedAfterAnswer: true }), riley, "answer"],
    ["and its asker adds to it rather than close it", consult({ answers, raisedAfterAnswer: true }), asker, "add"],
    ["nothing comes after closing", consult({ answers, closed: taken }), asker, null],
  ]);
  for (const [promise, each, reader, act] of cases) test(promise, () => assert.equal(nextAct(each, reader), act));
});

test("the telephone stands beside a request until someone has seen it", () => {
  assert.deepEqual(["on-this-phone", "sent", "seen", "taken", "answered", "closed"].map((state) => isUnseen({ state, raisedAfterAnswer: false })), [true, true, false, false, false, false]);
  assert.ok(isUnseen({ state: "taken", raisedAfterAnswer: true }), "and beside what was made urgent again");
});

test("a request can be made urgent once while it waits, and again after an answer or after closing", () => {
  assert.ok(mayRaise(consult()));
  assert.ok(!mayRaise(consult({ urgency: "now" })));
  assert.ok(mayRaise(consult({ urgency: "now", answers })));
  assert.ok(mayRaise(consult({ urgency: "now", closed: taken })));
  assert.ok(!mayRaise(consult({ urgency: "now", answers, raisedAfterAnswer: true })));
});

test("the words so far begin with the request's own, then what it brought from the note, then what was added", () => {
  const added = by("Riley", "10:55", { text: "Where is he now?" });
  const words = wordsOf(consult({ request: { ...request, excerpt: "“no use”" }, words: [added] }));
  assert.deepEqual(words.map(({ text, from }) => [from, text]), [["request", "He gave away his dog."], ["note", "“no use”"], ["added", "Where is he now?"]]);
});

test("a request without words has none: no empty line stands for them", () => {
  assert.deepEqual(wordsOf(consult({ request: { ...request, words: "" } })), []);
});
