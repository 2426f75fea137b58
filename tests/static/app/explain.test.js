/** From an error to words that say what to do: each code that can be carried has its own, in both languages. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { explain } from "../../../static/app/explain.js";
import * as sessionErrors from "../../../static/domain/session/errors.js";
import { ReleasesRefused } from "../../../static/domain/release/index.js";
import { ScriptRefused } from "../../../static/domain/script/errors.js";
import * as errors from "../../../static/lib/errors.js";
import { createTranslator } from "../../../static/lib/i18n.js";
import en from "../../../static/locales/en.js";
import es from "../../../static/locales/es.js";
import { REFUSALS } from "../../../static/views/sync/words.js";

const ROOT = new URL("../../../", import.meta.url);
const LANGUAGES = ["en", "es"].map((language) => createTranslator({ catalogues: { en, es }, language, strict: true }));
const coded = (code) => Object.assign(new Error("x"), { code });

/** One of each class that the app throws on purpose. */
function everyError() {
  const { SottoError: _, ...classes } = { ...errors, ...sessionErrors, ReleasesRefused, ScriptRefused };
  const { SessionError: __, ...thrown } = classes;
  return Object.entries(thrown).filter(([name]) => name !== "Refused" && name !== "Conflict").map(([, Thrown]) => new Thrown("because"));
}

/** Codes that stand beside `new Refused(` or `new Conflict(` in the code itself. */
function codesInTheCode() {
  const files = readdirSync(new URL("static/", ROOT), { recursive: true }).filter((name) => String(name).endsWith(".js"));
  const sources = files.map((name) => readFileSync(new URL(`static/${name}`, ROOT), "utf8")).join("\n");
  return [...sources.matchAll(/new (?:Refused|Conflict|SottoError)\("([\w-]+)"/g)].map(([, code]) => code);
}

/** Codes of the server's one error shape, as the protocol lists them: `code` 400, `code` 401 … */
function codesOfTheServer() {
  const text = readFileSync(new URL("webapp/sync/PROTOCOL.md", ROOT), "utf8");
  const [, list = ""] = /`code` one of\n(.+?)\n"Not yours"/s.exec(text) ?? [];
  return [...list.matchAll(/`([\w-]+)` \d{3}/g)].map(([, code]) => code);
}

test("the protocol's list is read, so that a new code is noticed here", () => {
  const codes = codesOfTheServer();
  for (const known of ["signed-out", "sign-in-failed", "too-many", "internal", "unavailable"]) assert.ok(codes.includes(known), known);
  assert.ok(codesInTheCode().includes("recipient-unknown"));
});

for (const i18n of LANGUAGES) {
  test(`every error that the app or the server can give has words of its own (${i18n.language})`, () => {
    const all = [...everyError(), ...[...codesOfTheServer(), ...codesInTheCode()].map(coded), coded("conflict")];
    for (const error of all) {
      const { title, body, code } = explain(i18n, error);
      assert.ok(title && body);
      assert.notEqual(code, "unknown", `no words for "${error.code}"`);
    }
  });

  test(`what the server refuses item by item has its reason and what to do (${i18n.language})`, () => {
    for (const code of [...REFUSALS, "held", "kept", "unknown"]) assert.ok(i18n.t(`sync.reason.${code}`) && i18n.t(`sync.todo.${code}`), code);
  });

  test(`anything else is told kindly, and its own text is never shown (${i18n.language})`, () => {
    for (const odd of [new Error("Maria said"), new TypeError("x is undefined"), "Maria said", null, undefined, 7, { code: "offline" }, coded("__proto__"), coded("toString"), new DOMException("Maria", "QuotaExceededError")]) {
      const words = explain(i18n, odd);
      assert.equal(words.code, "unknown");
      assert.doesNotMatch(words.title + words.body, /Maria|undefined/);
    }
  });
}

test("a note that waits for its script, and a session without one, are no faults of the app", () => {
  for (const i18n of LANGUAGES) {
    for (const code of ["script-not-recorded", "session-declined"]) {
      assert.notEqual(explain(i18n, coded(code)).title, i18n.t("app.error.title"), code);
    }
  }
});
