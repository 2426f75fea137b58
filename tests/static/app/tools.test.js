/** The words about sending at the top of every screen never claim more than is so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { syncWords } from "../../../static/app/tools.js";
import { createTranslator } from "../../../static/lib/i18n.js";
import en from "../../../static/locales/en.js";
import es from "../../../static/locales/es.js";

const translators = ["en", "es"].map((language) => createTranslator({ catalogues: { en, es }, language, strict: true }));
const [english] = translators;
const PHASES = ["idle", "sending", "reading", "offline", "unanswered", "signed-out", "stopped"];
const QUIET = { phase: "idle", lastContact: "2026-11-22T21:04:38.123-05:00", waiting: 0, received: 0, refused: 0, held: 0, kept: 0, distrusted: [] };

const few = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 400 }));
const states = fc.record({
  phase: fc.constantFrom(...PHASES), lastContact: fc.constantFrom(null, QUIET.lastContact), waiting: few, received: few, refused: few, held: few, kept: few, lost: few,
  distrusted: fc.array(fc.uuid(), { maxLength: 2 }),
});

test("all sent is said only when nothing is only here, nothing is stuck or in doubt, and the server has answered", () => {
  const allSent = translators.map((i18n) => i18n.t("app.sync.allSent"));
  fc.assert(fc.property(states, (state) => {
    const { waiting, received, refused, held, kept, lost, distrusted, lastContact, phase } = state;
    const isSaid = translators.map((i18n) => allSent.includes(syncWords(i18n, state).text));
    const isSo = waiting + received + refused + held + kept + lost + distrusted.length === 0 && lastContact !== null;
    if (isSaid.some(Boolean)) assert.ok(isSo && !["offline", "unanswered", "signed-out", "reading"].includes(phase));
    assert.equal(isSaid[0], isSaid[1], "both languages say the same");
  }));
});

test("whatever the state, there are words and a sign for it", () => {
  fc.assert(fc.property(states, (state) => {
    for (const i18n of translators) {
      const { text, icon } = syncWords(i18n, state);
      assert.ok(text && icon);
    }
  }));
});

test("the worst is said first: not taken, then not believed, then only here, then no signal", () => {
  const say = (change) => syncWords(english, { ...QUIET, ...change }).text;
  assert.equal(say({ lost: 2, refused: 1, waiting: 4 }), "2 gone from this phone");
  assert.equal(say({ phase: "unanswered" }), "Server not answering");
  assert.equal(say({ refused: 1, distrusted: ["v"], waiting: 4, phase: "offline" }), "1 not taken");
  assert.equal(say({ held: 1, kept: 1 }), "2 not taken");
  assert.equal(say({ distrusted: ["v"], waiting: 4 }), "Server not believed");
  assert.equal(say({ waiting: 2, received: 1, phase: "offline" }), "3 only on this phone");
  assert.equal(say({ phase: "signed-out" }), "Signed out");
  assert.equal(say({ phase: "offline" }), "No signal");
  assert.equal(say({ lastContact: null }), "Checking");
  assert.equal(say({ lastContact: null, contactBefore: QUIET.lastContact }), "Checking", "what the server said before the app was opened is no news");
  assert.equal(say({}), "All sent");
});
