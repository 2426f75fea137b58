import assert from "node:assert/strict";
import { test } from "node:test";
import { checkScriptAddress, trustedScripts } from "../../../static/app/trusted_types.js";

const KDF = "/assets/kdf.0123456789abcdef.js";

test("only our own two workers may be started", () => {
  assert.equal(checkScriptAddress("/sw.js"), "/sw.js");
  assert.equal(checkScriptAddress(KDF), KDF);
  for (const address of ["", "https://evil.invalid/sw.js", "//evil.invalid/sw.js", "/assets/../sw.js", "/assets/kdf.js", "/assets/app.0123456789abcdef.js", "data:,x", `${KDF}?x`]) {
    assert.throws(() => checkScriptAddress(address), TypeError);
  }
});

test("where there are Trusted Types the one policy makes the addresses", () => {
  const names = /** @type {string[]} */ ([]);
  const scope = {
    trustedTypes: {
      createPolicy: (/** @type {string} */ name, /** @type {any} */ rules) => {
        names.push(name);
        return { createScriptURL: (/** @type {string} */ address) => ({ trusted: rules.createScriptURL(address) }) };
      },
    },
  };
  assert.deepEqual(trustedScripts(scope, KDF), { serviceWorker: { trusted: "/sw.js" }, kdfWorker: { trusted: KDF } });
  assert.deepEqual(names, ["sotto"]);
});

test("where there are none the addresses are checked all the same", () => {
  assert.deepEqual(trustedScripts({}, KDF), { serviceWorker: "/sw.js", kdfWorker: KDF });
  assert.throws(() => trustedScripts({}, "/assets/other.js"), TypeError);
});
