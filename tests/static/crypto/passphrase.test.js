import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkPassphrase } from "../../../static/crypto/passphrase.js";

test("fifteen characters are enough and fourteen are not, an emoji or an accent counting once", () => {
  assert.equal(checkPassphrase("tin kite ember"), "too-short");
  assert.equal(checkPassphrase("tin kite embers"), null);
  assert.equal(checkPassphrase("🌊🏔🌋🗻🏕🏖🏜🏝🏞🏟🏛🏗🧱🪨"), "too-short");
  assert.equal(checkPassphrase("nin\u0303o ke\u0301pi"), "too-short");
});

test("words that nobody else would put together are fine, in both languages", () => {
  for (const given of ["tin kite over ember", "una linterna para el puerto", "gruñón bebe mate a las cinco", "vHq7-93nd-kfSz-pw2x", "パスワードは長いほうがいいですよね今日"]) {
    assert.equal(checkPassphrase(given), null, given);
  }
});

test("what guessers try first is refused, however it is spaced, capitalised or padded", () => {
  const common = [
    "correct horse battery staple", "CorrectHorseBatteryStaple!", "passwordpassword", "Password Password 123", "password1234567890",
    "aaaaaaaaaaaaaaaaaaaa", "abababababababababab", "abc abc abc abc abc abc", "letmein letmein letmein", "qwertyuiopasdfghjkl",
    "1234567890123456789", "09876543210987654321", "abcdefghijklmnopqrst", "zyxwvutsrqponmlkjihg", "1qaz2wsx3edc4rfv5tgb", "zxcvbnmasdfghjkl1234",
    "iloveyouiloveyou", "I love you so much!!!", "contraseñacontraseña", "mi contraseña es 12345", "te quiero mucho te amo", "sottosottosotto2026",
    "monkey monkey monkey", "apple apple apple apple", "one day at a time", "🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊", "...............     ",
  ];
  for (const given of common) assert.equal(checkPassphrase(given), "too-common", given);
});

test("nothing that is repeated from a short part is accepted", () => {
  const part = fc.string({ minLength: 1, maxLength: 7 });
  fc.assert(fc.property(part, fc.integer({ min: 15, max: 40 }), (given, times) => assert.notEqual(checkPassphrase(given.repeat(times)), null)));
});

test("the list can be another one", () => {
  assert.equal(checkPassphrase("our house in winter", ["ourhouse", "inwinter"]), "too-common");
  assert.equal(checkPassphrase("our house in winter", []), null);
});

test("a whole page pasted in is answered at once", () => {
  assert.equal(checkPassphrase("The tide goes out and nobody is on the pier tonight. ".repeat(2000) + "x"), null);
});
