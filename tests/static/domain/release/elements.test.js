/** Each element of 42 CFR 2.31(a) and 45 CFR 164.508(c): a release that lacks it, and it alone, is refused by its section, as a draft or when it is used. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDraft, checkSigned, decide, ELEMENT_CODES } from "../../../../static/domain/release/index.js";
import { codes, draft, forCare, NOW, PACK, release, request, signed, TODAY } from "./papers.js";

const check = (terms) => checkDraft(terms, { today: TODAY, pack: PACK });
const expires = (change) => ({ expires: { kind: "date", date: null, event: "", ...change } });
const silentOn = (statement, terms = draft()) => {
  const whole = signed(terms);
  const blocks = whole.document.blocks.filter(({ states = [] }) => !states.includes(statement));
  return { ...whole, document: { ...whole.document, blocks } };
};

/** [section, code, a draft that lacks it] */
const DRAFTS = [
  ["42 CFR 2.31(a)(1)", "participant", draft({ participant: { name: " ", adult: true } })],
  ["42 CFR 2.31(a)(2)", "discloser", draft({ discloser: { name: "" } })],
  ["42 CFR 2.31(a)(3)", "information", draft({ categories: [] })],
  ["42 CFR 2.31(a)(3)", "information", draft({ categories: ["needs", "gossip"] })],
  ["42 CFR 2.31(a)(3)", "dates-order", draft({ past: true, from: "2026-10-02", to: "2026-10-01" })],
  ["42 CFR 2.31(a)(3)", "dates-order", draft({ to: "2026-02-30" })],
  ["42 CFR 2.31(a)(4)", "recipient", draft({ recipient: { kind: "person", name: "  ", address: "12 Elm St", contact: "" } })],
  ["42 CFR 2.31(a)(4)(i)", "recipient-class", draft({ recipient: { kind: "class", name: "Landlords", address: "", contact: "" } })],
  ["42 CFR 2.31(a)(5)", "purpose", draft({ purpose: { id: "", words: "" } })],
  ["42 CFR 2.31(a)(5)", "purpose-words", draft({ purpose: { id: "other", words: " " } })],
  ["42 CFR 2.31(a)(5)(ii)", "purpose-tpo", draft({ purpose: { id: "other", words: "Treatment, payment, and health care operations" } })],
  ["42 CFR 2.31(a)(5)(ii)", "purpose-tpo", draft({ purpose: { id: "housing", words: "y tratamiento, pago y operaciones" } })],
  ["42 CFR 2.31(a)(5)(ii)", "purpose-tpo", draft({ type: "counselling-notes", categories: ["counselling-notes"], purpose: { id: "tpo", words: "" } })],
  ["42 CFR 2.31(a)(7)", "expiry", draft(expires({}))],
  ["42 CFR 2.31(a)(7)", "expiry", draft(expires({ date: "2027-02-29" }))],
  ["42 CFR 2.31(a)(7)", "expiry", draft(expires({ kind: "event", event: " " }))],
  ["42 CFR 2.31(a)(7)", "expiry-none", draft(expires({ kind: "none" }))],
  ["42 CFR 2.31(a)(7)", "expiry-past", draft(expires({ date: "2026-11-24" }))],
  ["42 CFR 2.31(a)(8)", "representative", draft({ representative: { name: "Ana R.", authority: "" } })],
  ["42 CFR 2.31(a)(9)", "zone", draft({ zone: "Nowhere/Land" })],
  ["42 CFR 2.31(b)(2)", "counselling-notes-apart", draft({ categories: ["needs", "counselling-notes"] })],
  ["42 CFR 2.31(b)(2)", "counselling-notes-apart", draft({ type: "counselling-notes", categories: ["counselling-notes", "needs"] })],
  ["42 CFR 2.31(d)", "legal-apart", draft({ purpose: { id: "legal", words: "" } })],
  ["42 CFR 2.31(d)", "legal-apart", draft({ type: "legal" })],
  ["42 CFR 2.14", "minor-no-pack", draft({ participant: { name: "Maria R.", adult: false } })],
];

for (const [section, code, terms] of DRAFTS) {
  test(`${section}: a draft with ${code} wrong, and nothing else, is refused for it`, () => {
    const found = check(terms);
    assert.deepEqual(codes(found), [code]);
    assert.equal(found[0].rule, section);
    assert.ok(found[0].field && found[0].element);
  });
}

/** [section, code, a signed release that lacks it] */
const SIGNED = [
  ["42 CFR 2.31(a)(1)", "participant", signed(draft({ participant: { name: "", adult: true } }))],
  ["42 CFR 2.31(a)(4)(iii)", "care-redisclosure", silentOn("care-redisclosure", forCare())],
  ["42 CFR 2.31(a)(6)", "revocation", silentOn("revocation")],
  ["42 CFR 2.31(a)(8)", "signature", signed(draft(), { signature: { how: "typed", name: "  ", strokes: null, intent: "I sign." } })],
  ["42 CFR 2.31(a)(8)", "signature", signed(draft(), { signature: { how: "drawn", name: "Maria R.", strokes: [[]], intent: "I sign." } })],
  ["42 CFR 2.31(a)(8)", "intent", signed(draft(), { signature: { how: "typed", name: "Maria R.", strokes: null, intent: "" } })],
  ["42 CFR 2.31(a)(9)", "date", signed(draft(), { signedAt: "2026-11-25" })],
  ["42 CFR 2.31(a)(10)(i)", "redisclosure", silentOn("redisclosure")],
  ["42 CFR 2.31(a)(10)(ii)", "consequences", silentOn("consequences", forCare())],
];

for (const [section, code, whole] of SIGNED) {
  test(`${section}: a signed release with ${code} wrong, and nothing else, is refused for it`, () => {
    const found = checkSigned(whole);
    assert.deepEqual(codes(found), [code]);
    assert.equal(found[0].rule, section);
  });
}

test("42 CFR 2.31(c)(2): a release that lacks any element on its face supports no disclosure", () => {
  for (const statement of ["revocation", "redisclosure", "consequences"]) {
    const { verdict, reasons } = decide([{ ...release(), ...silentOn(statement) }], request(), NOW);
    assert.deepEqual([verdict, reasons], ["deny", ["incomplete"]], statement);
  }
});

test("45 CFR 164.508(c): each of its elements and statements is one of these rules", () => {
  const everything = new Set([...DRAFTS.flatMap(([, , terms]) => check(terms)), ...SIGNED.flatMap(([, , whole]) => checkSigned(whole))].flatMap(({ rule, also }) => [rule, ...also]));
  const wanted = ["(1)(i)", "(1)(ii)", "(1)(iii)", "(1)(iv)", "(1)(v)", "(1)(vi)", "(2)(i)", "(2)(ii)", "(2)(iii)"].map((part) => `45 CFR 164.508(c)${part}`);
  assert.deepEqual(wanted.filter((section) => !everything.has(section)), []);
  for (let element = 1; element <= 10; element += 1) assert.ok([...everything].some((rule) => rule.startsWith(`42 CFR 2.31(a)(${element})`)), `(a)(${element})`);
});

test("every code that there is has a case here", () => {
  const shown = new Set([...DRAFTS, ...SIGNED].map(([, code]) => code));
  assert.deepEqual(ELEMENT_CODES.filter((code) => !shown.has(code)), ["expiry-too-far"], "that one depends on the day: draft.test.js");
});

test("a complete release of each kind is refused for nothing", () => {
  const whole = [
    draft(), forCare(), draft({ expires: { kind: "event", date: null, event: "When I have moved in" } }),
    draft({ type: "counselling-notes", categories: ["counselling-notes"] }), draft({ type: "legal", purpose: { id: "legal", words: "Case 12" } }),
    draft({ representative: { name: "Ana R.", authority: "Guardian, order of 3 May 2026" } }), draft({ language: "es", past: true, from: "2026-01-01", to: "2026-12-31" }),
    draft({ expires: { kind: "date", date: TODAY, event: "" } }),
  ];
  for (const terms of whole) {
    assert.deepEqual(check(terms), [], JSON.stringify(terms));
    assert.deepEqual(checkSigned(signed(terms)), [], JSON.stringify(terms));
  }
  assert.deepEqual(checkSigned(signed(draft(), { signature: { how: "drawn", name: "", strokes: [[[1, 2, 0], [3, 4, 9]]], intent: "I sign." } })), []);
});

test("an empty draft is told of everything that the person has to choose, in the order of the elements", () => {
  const empty = draft({ recipient: { kind: "organisation", name: "", address: "", contact: "" }, categories: [], purpose: { id: "", words: "" }, ...expires({}) });
  assert.deepEqual(codes(check(empty)), ["information", "recipient", "purpose", "expiry"]);
});
