/** The phone in a participant's hand: one place, and every way out is the lock. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { elsewhere } from "../../../static/app/guard.js";
import { createLending } from "../../../static/app/lending.js";
import { placeOf, routes } from "../../../static/app/routes.js";

const ID = "0193a1b2-0000-7000-8000-000000000001";
const OTHER = "0193a1b2-0000-7000-8000-000000000002";
const LENT = `/people/${ID}/releases/new`;

function phone() {
  /** @type {string[]} */
  const done = [];
  let words = { language: "en" };
  const lending = createLending({
    gather: async () => void done.push("others lock"),
    written: async () => void done.push(`kept in ${words.language}`),
    lock: async () => {
      done.push("lock");
      lending.over();
    },
    go: (path) => void done.push(path),
    read: async (language) => ({ language }),
    words: () => words,
    speak: (spoken) => (words = spoken),
    redraw: () => void done.push("drawn"),
  });
  return { lending, done, language: () => words.language };
}

describe("lending", () => {
  test("the other windows of the phone lock before it is handed over", async () => {
    const { lending, done } = phone();
    assert.equal(lending.place(), null);
    await lending.lend(LENT);
    assert.deepEqual(done, ["others lock"]);
    assert.equal(lending.place(), LENT);
  });

  test("giving it back locks, and its owner is at the next place", async () => {
    const { lending, done } = phone();
    await lending.lend(LENT);
    await lending.giveBack(`/people/${ID}`);
    assert.deepEqual(done.slice(1), ["lock", `/people/${ID}`]);
    assert.equal(lending.place(), null);
  });

  test("without a next place it goes on where it began", async () => {
    const { lending, done } = phone();
    await lending.lend(LENT);
    await lending.giveBack();
    assert.deepEqual(done.slice(1), ["lock", LENT]);
  });

  test("the participant's language is spoken for the loan alone, and what is typed is kept before the screen is drawn anew", async () => {
    const { lending, done, language } = phone();
    await lending.lend(LENT);
    await lending.speakIn("es");
    assert.deepEqual(done.slice(1), ["kept in en", "drawn"]);
    assert.equal(language(), "es");
    lending.over();
    assert.equal(language(), "en");
  });

  test("a phone that locked while the words were read speaks its owner's language", async () => {
    const { lending, language } = phone();
    await lending.lend(LENT);
    const spoken = lending.speakIn("es");
    lending.over();
    await spoken;
    assert.equal(language(), "en");
  });
});

describe("where a participant may be", () => {
  const where = (/** @type {string} */ path) => elsewhere({ path, place: placeOf(path), state: "unlocked", role: "specialist", lent: LENT });

  test("in the one task and its steps", () => {
    for (const path of [LENT, `${LENT}/read`, `${LENT}/sign`]) assert.equal(where(path), null);
  });

  test("nowhere else: not at any other place of the app, nor with another person, nor at an address that is none", () => {
    const others = routes.map(({ pattern }) => pattern.replace(/:\w+/g, ID)).filter((path) => path !== LENT && !path.startsWith(`${LENT}/`));
    for (const path of [...others, `/people/${OTHER}/releases/new`, `/people/${OTHER}/releases/new/read`, `${LENT}er`, `${LENT}/a/b`, "/", "/nonsense"]) assert.equal(where(path), LENT, path);
  });

  test("a locked phone shows no more than any locked phone", () => {
    assert.equal(elsewhere({ path: LENT, place: placeOf(LENT), state: "locked", role: null, lent: null }), "/unlock");
  });
});
