/** Wrong guesses slow down, whatever somebody does to the phone; the owner's own mistakes cost nothing, and nothing is erased. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Refused, WrongPassphrase } from "../../../static/lib/errors.js";
import { waitAfter } from "../../../static/domain/guess_wait.js";
import { foundedAgency, PASSPHRASE, reopen } from "./phone.js";

const WRONG = "correct horse battery stable";
const SECOND = 1_000;
const mustWait = (error) => error instanceof Refused && error.code === "guess-wait";

/** @type {Awaited<ReturnType<typeof foundedAgency>>} */
let agency;
before(async () => {
  agency = await foundedAgency();
});

/** A locked phone on which so many guesses were wrong. */
async function guessed(times) {
  const { phone } = await agency.insider();
  await phone.account.lock();
  for (let time = 0; time < times; time += 1) await assert.rejects(phone.account.unlock(WRONG), WrongPassphrase);
  return phone;
}

/** The app is open and so much time passes. */
async function pass(phone, milliseconds) {
  for (let rest = milliseconds; rest > 0; rest -= SECOND) {
    phone.steady.now += Math.min(rest, SECOND);
    phone.steady.work?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
    while (phone.account.guessWait() > 0 && phone.steady.work === null) await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test("four mistakes cost nothing", async () => {
  const phone = await guessed(4);
  await phone.account.unlock(PASSPHRASE);
  assert.equal(phone.account.state(), "unlocked");
});

test("from the fifth on one waits, with the right passphrase too, and twice as long each time up to a quarter of an hour", async () => {
  const phone = await guessed(5);
  await assert.rejects(phone.account.unlock(PASSPHRASE), mustWait);
  assert.deepEqual([4, 5, 6, 7, 9, 10, 50].map(waitAfter), [0, 30, 60, 120, 480, 900, 900].map((seconds) => seconds * SECOND));
});

test("when the wait is over the right passphrase opens, and the next mistake costs nothing again", async () => {
  const phone = await guessed(5);
  await pass(phone, 31 * SECOND);
  assert.equal(phone.account.guessWait(), 0);
  await phone.account.unlock(PASSPHRASE);
  await phone.account.lock();
  await assert.rejects(phone.account.unlock(WRONG), WrongPassphrase);
  await phone.account.unlock(PASSPHRASE);
});

test("neither a reload nor time that passes while the app is closed makes the wait shorter", async () => {
  const phone = await guessed(5);
  await pass(phone, 10 * SECOND);
  const again = await reopen(phone);
  assert.ok(again.account.guessWait() >= 19 * SECOND && again.account.guessWait() <= 21 * SECOND);
  await assert.rejects(again.account.unlock(PASSPHRASE), mustWait);
});

test("a guess during which the app is killed counts", async () => {
  const phone = await guessed(4);
  const dying = await reopen(phone);
  dying.store.putGuesses = async (row) => {
    await phone.store.putGuesses(row);
    throw new Error("killed");
  };
  await assert.rejects(dying.account.unlock(WRONG), /killed/);
  assert.ok((await reopen(phone)).account.guessWait() > 0);
});

test("guessing at the way to add a passkey is guessing too", async () => {
  const { phone } = await agency.insider();
  for (let time = 0; time < 5; time += 1) await assert.rejects(phone.account.addPasskey(WRONG), WrongPassphrase);
  await assert.rejects(phone.account.addPasskey(PASSPHRASE), mustWait);
});

test("what is on the phone is untouched by any number of guesses", async () => {
  const phone = await guessed(5);
  assert.ok(await phone.store.account());
  assert.ok((await phone.store.counts()).waiting >= 0);
  assert.equal((await phone.store.integrity()).lostFromQueue, 0);
});
