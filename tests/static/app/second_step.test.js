/** A second step at sign-in: asked on a phone that is new, never on one that the server knows, and never twice. */
import assert from "node:assert/strict";
import { before, beforeEach, describe, test } from "node:test";
import { Offline, Refused, WrongPassphrase } from "../../../static/lib/errors.js";
import { foundedAgency, newPhone, PASSPHRASE, reopen } from "./phone.js";

const refusedAs = (code) => (error) => error instanceof Refused && error.code === code;

/** @type {Awaited<ReturnType<typeof foundedAgency>>} */
let agency;
before(async () => {
  agency = await foundedAgency();
});
beforeEach(() => {
  agency.server.isReachable = true;
});

/** Somebody with an app, a passkey and two codes, on a phone of their own. */
async function withSecondStep() {
  const { phone, form } = await agency.insider();
  const account = agency.server.accounts.get(form.signInName);
  account.second = { app: "123456", passkeys: ["a2V5"], codes: ["one", "two"] };
  return { phone, form, account };
}

describe("on a phone that is new", () => {
  test("nothing is kept before the second step, and the code leads in", async () => {
    const { form } = await withSecondStep();
    const phone = await newPhone(agency.server);
    const step = await phone.account.signIn(form.signInName, PASSPHRASE);
    assert.deepEqual(step?.ways, ["totp", "passkey", "recovery"]);
    assert.deepEqual([phone.account.state(), await phone.store.account()], ["none", null]);
    await assert.rejects(step.byCode("totp", "000000"), refusedAs("second-step-failed"));
    await step.byCode("totp", "123456");
    assert.equal(phone.account.state(), "unlocked");
  });

  test("a recovery code leads in once", async () => {
    const { form } = await withSecondStep();
    const first = await newPhone(agency.server);
    await (await first.account.signIn(form.signInName, PASSPHRASE)).byCode("recovery", "one");
    assert.equal(first.account.state(), "unlocked");
    const second = await newPhone(agency.server);
    await assert.rejects((await second.account.signIn(form.signInName, PASSPHRASE)).byCode("recovery", "one"), refusedAs("second-step-failed"));
  });

  test("a passkey answers a question of its own each time, and is not offered where there are none", async () => {
    const { form, account } = await withSecondStep();
    const phone = await newPhone(agency.server);
    const step = await phone.account.signIn(form.signInName, PASSPHRASE);
    account.second.question = "another, since this one has run out";
    await assert.rejects(step.byPasskey(), refusedAs("second-step-failed"));
    await step.byPasskey();
    assert.equal(phone.account.state(), "unlocked");
    const old = await newPhone(agency.server);
    old.stepPasskey.isHere = false;
    assert.deepEqual((await old.account.signIn(form.signInName, PASSPHRASE))?.ways, ["totp", "recovery"]);
  });

  test("a step that was right is not wanted again when the network goes right after it", async () => {
    const { form, account } = await withSecondStep();
    const phone = await newPhone(agency.server);
    const step = await phone.account.signIn(form.signInName, PASSPHRASE);
    const directory = agency.server.answers["GET directory"];
    agency.server.answers["GET directory"] = () => {
      throw new Offline();
    };
    await assert.rejects(step.byCode("recovery", "one"), Offline);
    agency.server.answers["GET directory"] = directory;
    assert.deepEqual(account.second.codes, ["two"]);
    await step.byCode("recovery", "one");
    assert.equal(phone.account.state(), "unlocked");
    assert.deepEqual(account.second.codes, ["two"]);
  });
});

describe("on a phone that the server knows", () => {
  test("a sign-in that ran out is renewed with nothing to type, also after a restart", async () => {
    const { phone } = await withSecondStep();
    agency.server.signedIn = null;
    assert.equal(await phone.account.renewSignIn(), true);
    const again = await reopen(phone);
    await again.account.unlock(PASSPHRASE);
    agency.server.signedIn = null;
    assert.equal(await again.account.renewSignIn(), true);
  });

  test("unlocking never asks, with and without signal", async () => {
    const { phone } = await withSecondStep();
    await phone.account.lock();
    agency.server.isReachable = false;
    await phone.account.unlock(PASSPHRASE);
    assert.equal(phone.account.state(), "unlocked");
  });

  test("one that a restore forgot is not renewed by itself, keeps everything, and is taken back by its person", async () => {
    const { phone, form, account } = await withSecondStep();
    account.devices = [];
    agency.server.signedIn = null;
    assert.equal(await phone.account.renewSignIn(), false);
    assert.equal(phone.account.state(), "unlocked");
    await phone.account.lock();
    const step = await phone.account.adopt(form.signInName, PASSPHRASE);
    await step.byCode("totp", "123456");
    assert.equal(phone.account.state(), "unlocked");
    agency.server.signedIn = null;
    assert.equal(await phone.account.renewSignIn(), true);
  });
});

test("changing it wants the passphrase again, and the server gets the secret and never the passphrase", async () => {
  const { phone } = await withSecondStep();
  await assert.rejects(phone.secondStep.change("correct horse battery stable"), WrongPassphrase);
  const sent = [];
  for (const path of ["totp", "totp/7/confirm", "passkey", "passkey/add", "codes", "7/remove"]) {
    agency.server.answers[`POST second-step/${path}`] = (body) => {
      sent.push([path, body]);
      return { id: "7", key: "ABCD", address: "otpauth://totp/x", codes: ["one"], challenge: "cXVlc3Rpb24", user: "dXNlcg", exclude: [] };
    };
  }
  const change = await phone.secondStep.change(PASSPHRASE);
  const app = await change.addApp("My phone");
  await app.confirm("123456");
  await change.addPasskey("Ring key");
  assert.deepEqual(await change.makeCodes(), ["one"]);
  await change.remove("7");
  assert.deepEqual(sent.map(([path]) => path), ["totp", "totp/7/confirm", "passkey", "passkey/add", "codes", "7/remove"]);
  const secret = phone.keyring.signInSecret;
  assert.deepEqual([0, 2, 4, 5].map((at) => sent[at][1].secret), [secret, secret, secret, secret]);
  assert.doesNotMatch(JSON.stringify(sent), new RegExp(PASSPHRASE));
});

test("whether the agency wants one is what it signed", async () => {
  const { phone } = await agency.insider();
  assert.equal(phone.secondStep.isRequired(), false);
  await agency.describe({ secondStep: "required" });
  await phone.account.refreshDirectory();
  assert.equal(phone.secondStep.isRequired(), true);
});
