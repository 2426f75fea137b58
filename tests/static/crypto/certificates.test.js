import assert from "node:assert/strict";
import { test } from "node:test";
import {
  issueCertificate, issueDescriptor, readCertificate, readDescriptor, spanFrom, validForSealing, validForSignature,
} from "../../../static/crypto/certificates.js";
import { stampOf } from "../../../static/lib/clock.js";
import { BadSignature, Malformed, PinMismatch } from "../../../static/lib/errors.js";
import { AT, NOW, ids, newPerson } from "./factories.js";

const [agency, records, server, dana, impostor] = await Promise.all(Array.from({ length: 5 }, newPerson));
const pin = agency.signer.kid;
const settings = { language: /** @type {const} */ ("en"), part2: /** @type {const} */ ("yes"), naming: /** @type {const} */ ("alias"), jurisdiction: "us-generic", onCall: [] };
const descriptor = { agency: agency.id, name: "Harbour", certifying: agency.signing, records: records.sealing, receipts: [server.signing], settings, at: AT };
const certificate = {
  agency: agency.id, member: dana.id, name: "Dana", role: /** @type {const} */ ("specialist"), sealing: dana.sealing, signing: dana.signing, ...spanFrom(NOW),
};
const DAY = 24 * 60 * 60 * 1000;

test("a descriptor under the pinned key is believed whole", async () => {
  assert.deepEqual(await readDescriptor(await issueDescriptor(descriptor, agency.signer), pin), descriptor);
});

test("settings that came later may be there or not", async () => {
  const mandated = { child: /** @type {const} */ ("yes"), adult: /** @type {const} */ ("unsure") };
  const later = { ...descriptor, settings: { ...settings, mandated } };
  assert.deepEqual(await readDescriptor(await issueDescriptor(later, agency.signer), pin), later);
});

test("a descriptor of another agency, rightly signed by its own key, is a mismatch of the pin", async () => {
  const foreign = await issueDescriptor({ ...descriptor, certifying: impostor.signing }, impostor.signer);
  await assert.rejects(readDescriptor(foreign, pin), PinMismatch);
});

test("a descriptor that names the pinned key and is signed by another is refused", async () => {
  const forged = await issueDescriptor(descriptor, { ...impostor.signer, kid: pin });
  await assert.rejects(readDescriptor(forged, pin), (error) => error instanceof BadSignature && !(error instanceof PinMismatch));
});

test("a descriptor that readers would refuse is not issued", async () => {
  const wrong = { ...descriptor, settings: { ...settings, onCall: [{ member: null, name: "A" }] } };
  await assert.rejects(issueDescriptor(/** @type {any} */ (wrong), agency.signer), Malformed);
});

test("a certificate by the agency's key is believed", async () => {
  assert.deepEqual(await readCertificate(await issueCertificate(certificate, agency.signer), descriptor), certificate);
});

test("a certificate by any other key, or of another agency, is refused", async () => {
  await assert.rejects(readCertificate(await issueCertificate(certificate, impostor.signer), descriptor), BadSignature);
  await assert.rejects(readCertificate(await issueCertificate(certificate, { ...impostor.signer, kid: pin }), descriptor), BadSignature);
  await assert.rejects(readCertificate(await issueCertificate({ ...certificate, agency: ids.next() }, agency.signer), descriptor), Malformed);
});

test("private keys never get into a certificate", async () => {
  const jws = await issueCertificate({ ...certificate, sealing: dana.private.sealing }, agency.signer);
  assert.deepEqual((await readCertificate(jws, descriptor)).sealing, dana.sealing);
});

test("one seals to a certificate from two days before it begins until it ends", () => {
  const span = { from: stampOf(NOW, 0), until: stampOf(NOW + 10 * DAY, -300) };
  const at = [-2 * DAY - 1, -2 * DAY, 0, 10 * DAY, 10 * DAY + 1];
  assert.deepEqual(at.map((after) => validForSealing(span, NOW + after)), [false, true, true, true, false]);
});

test("a signature counts two days beyond either end, for phones whose clock is off", () => {
  const span = { from: stampOf(NOW, 0), until: stampOf(NOW + 10 * DAY, 0) };
  const at = [-2 * DAY - 1, -2 * DAY, 0, 12 * DAY, 12 * DAY + 1];
  assert.deepEqual(at.map((after) => validForSignature(span, stampOf(NOW + after, 345))), [false, true, true, true, false]);
});
