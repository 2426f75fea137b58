import assert from "node:assert/strict";
import { test } from "node:test";
import { createIds, isId } from "../../../static/lib/ids.js";

/** A clock that says one thing after the other, then the last one for ever. */
const saying = (...moments) => ({ now: () => (moments.length > 1 ? moments.shift() : moments[0]) });

test("an id carries the moment of its making", () => {
  const moment = Date.UTC(2026, 10, 22);
  const id = createIds(saying(moment)).next();
  assert.ok(isId(id));
  assert.equal(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16), moment);
});

test("ids sort in the order of their making, all different, while the clock stands still", () => {
  const ids = createIds(saying(1_800_000_000_000));
  const made = Array.from({ length: 5000 }, () => ids.next());
  assert.deepEqual([...made].sort(), made);
  assert.equal(new Set(made).size, made.length);
});

test("ids keep their order when the clock steps back", () => {
  const ids = createIds(saying(1_800_000_000_000, 1_799_999_000_000, 1_800_000_000_001));
  const made = [ids.next(), ids.next(), ids.next()];
  assert.deepEqual([...made].sort(), made);
});

test("two devices with one clock do not make the same id", () => {
  const [one, other] = [createIds(saying(1)), createIds(saying(1))];
  assert.notEqual(one.next(), other.next());
});

test("only a lower-case UUID of version 7 is an id", () => {
  const right = "01a20537-18b1-76de-9b0e-23c04ec03578";
  assert.ok(isId(right));
  const wrong = [right.toUpperCase(), right.replace("-7", "-4"), right.replace("-9b", "-cb"), `${right} `, right.replaceAll("-", ""), "", null, 7];
  for (const given of wrong) assert.equal(isId(given), false, String(given));
});
