import assert from "node:assert/strict";
import { test } from "node:test";
import { Worker as NodeWorker } from "node:worker_threads";
import { createKdf } from "../../../static/crypto/kdf.js";
import { STANDARD_KDF } from "../../../static/crypto/kdf_parameters.js";
import { deriveKeys, newSalt } from "../../../static/crypto/unlock.js";
import { Cancelled, Downgraded } from "../../../static/lib/errors.js";
import { INSECURE_FAST_KDF, argon2 } from "./factories.js";

const salt = newSalt();
const derived = async (/** @type {string} */ passphrase, given = salt) =>
  (await deriveKeys({ passphrase, salt: given, kdf: INSECURE_FAST_KDF }, argon2)).signInSecret;

test("the same words give the same secret, however the keyboard composed them", async () => {
  assert.equal(await derived("el faro est\u00e1 tranquilo"), await derived("el faro esta\u0301 tranquilo"));
  assert.equal(await derived("ｆｕｌｌ width words"), await derived("full width words"));
});

test("other words, or another salt, give another secret", async () => {
  const secret = await derived("a lantern for the harbour");
  assert.notEqual(await derived("a lantern for the harbor"), secret);
  assert.notEqual(await derived("a lantern for the harbour", newSalt()), secret);
});

test("the unlock key cannot be exported", async () => {
  const { unlockKey } = await deriveKeys({ passphrase: "a lantern for the harbour", salt, kdf: INSECURE_FAST_KDF }, argon2);
  assert.equal(unlockKey.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", unlockKey));
});

test("weaker parameters than the floor, from a server that hopes for them, stretch nothing", async () => {
  const never = () => assert.fail("the passphrase was used");
  const weak = [
    { ...STANDARD_KDF, memory: 19_455 }, { ...STANDARD_KDF, passes: 1 }, { ...STANDARD_KDF, lanes: 0 }, { ...STANDARD_KDF, name: "pbkdf2" },
    { ...STANDARD_KDF, memory: 2 ** 31 }, { ...STANDARD_KDF, extra: 1 }, { memory: 65_536 }, null, "argon2id",
  ];
  for (const kdf of weak) await assert.rejects(deriveKeys({ passphrase: "x", salt, kdf }, never), Downgraded);
  for (const bad of ["", "AAAA", `${salt}==`, `${salt} `]) {
    await assert.rejects(deriveKeys({ passphrase: "x", salt: bad, kdf: STANDARD_KDF }, never), Downgraded);
  }
});

/** A browser's Worker over one of node's: the same file runs, in a thread of its own. */
class BrowserWorker extends EventTarget {
  /** @param {string|URL} url */
  constructor(url) {
    super();
    const setUp = `
      const { parentPort } = require("node:worker_threads");
      globalThis.postMessage = (data) => parentPort.postMessage(data);
      globalThis.addEventListener = (type, listener) => parentPort.on(type, (data) => listener({ data }));
      import(${JSON.stringify(String(url))});`;
    this.thread = new NodeWorker(setUp, { eval: true });
    this.thread.on("message", (data) => this.dispatchEvent(new MessageEvent("message", { data })));
    this.thread.on("error", () => this.dispatchEvent(new Event("error")));
    this.thread.on("exit", () => this.dispatchEvent(new Event("ended")));
  }
  postMessage(/** @type {unknown} */ message) {
    this.thread.postMessage(message);
  }
  terminate() {
    void this.thread.terminate();
  }
}

const workerUrl = new URL("../../../static/crypto/kdf_worker.js", import.meta.url);
const inWorker = createKdf(workerUrl, /** @type {any} */ (BrowserWorker));

test("the worker comes to the same bytes as the function, and can be asked again", async () => {
  const password = Uint8Array.of(1, 2, 3);
  const bytes = new Uint8Array(16).fill(9);
  const expected = await argon2(password, bytes, INSECURE_FAST_KDF);
  assert.deepEqual(await inWorker(password, bytes, INSECURE_FAST_KDF), expected);
  assert.deepEqual(await inWorker(password, bytes, INSECURE_FAST_KDF), expected);
});

test("a derivation can be stopped while it runs, and its worker ends", async () => {
  /** @type {BrowserWorker[]} */
  const workers = [];
  class Watched extends BrowserWorker {
    constructor(/** @type {string|URL} */ url) {
      super(url);
      workers.push(this);
    }
  }
  const controller = new AbortController();
  const kdf = createKdf(workerUrl, /** @type {any} */ (Watched));
  const running = kdf(Uint8Array.of(1), new Uint8Array(16), { ...STANDARD_KDF, passes: 64 }, { signal: controller.signal });
  const ended = new Promise((resolve) => workers[0]?.addEventListener("ended", resolve));
  controller.abort();
  await assert.rejects(running, Cancelled);
  await ended;
});

test("a worker that cannot do it says so, without the words it was given", async () => {
  const failing = inWorker(Uint8Array.of(1), new Uint8Array(1), INSECURE_FAST_KDF);
  await assert.rejects(failing, { code: "worker-failed" });
});
