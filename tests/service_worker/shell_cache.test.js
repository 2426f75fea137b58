import assert from "node:assert/strict";
import { test } from "node:test";
import { createShellCache } from "../../service_worker/shell_cache.js";

const ORIGIN = "https://sotto.invalid";
const PRECACHE = ["/", "/manifest.webmanifest", "/assets/app.1.js"];

/** Cache Storage as far as the specification matters here: names in order, whole responses by address. */
function createCaches() {
  /** @type {Map<string, Map<string, Response>>} */
  const stores = new Map();
  const pathOf = (/** @type {string} */ address) => new URL(address, ORIGIN).pathname;
  return {
    failPut: "",
    stores,
    keys: async () => [...stores.keys()],
    delete: async (/** @type {string} */ name) => stores.delete(name),
    async match(/** @type {string} */ address) {
      for (const store of stores.values()) if (store.has(pathOf(address))) return store.get(pathOf(address));
      return undefined;
    },
    async open(/** @type {string} */ name) {
      const store = stores.get(name) ?? new Map();
      stores.set(name, store);
      return {
        keys: async () => [...store.keys()],
        match: async (/** @type {string} */ address) => store.get(pathOf(address)),
        put: async (/** @type {string} */ address, /** @type {Response} */ response) => {
          if (this.failPut === address) throw new DOMException("full", "QuotaExceededError");
          store.set(pathOf(address), response);
        },
      };
    },
  };
}

/** @param {{build?: string, served?: string, missing?: string, held?: string[], locks?: boolean, registration?: object, caches?: ReturnType<typeof createCaches>}} [options] */
function world({ build = "b2", served = build, missing = "", held = [], locks = true, registration = {}, caches = createCaches() } = {}) {
  const asked = /** @type {Array<{path: string, cache: string}>} */ ([]);
  const fetch = async (/** @type {any} */ request) => {
    const { url, cache } = typeof request === "string" ? { url: request, cache: "default" } : request;
    const path = new URL(url).pathname;
    asked.push({ path, cache });
    return new Response(path, { status: path === missing ? 404 : 200, headers: path === "/" ? { "Sotto-Build": served } : {} });
  };
  const manager = /** @type {any} */ ({ query: async () => ({ held: held.map((name) => ({ name })) }) });
  const shell = createShellCache({ build, precache: PRECACHE, caches: /** @type {any} */ (caches), fetch: /** @type {any} */ (fetch), locks: locks ? manager : undefined, registration: /** @type {any} */ (registration), origin: ORIGIN });
  const answer = (/** @type {string} */ url, mode = "cors", method = "GET") => shell.answer({ url: new URL(url, ORIGIN).href, mode: /** @type {RequestMode} */ (mode), method });
  return { shell, caches, asked, answer };
}

test("installing keeps every file of the list under the build's name, asked for afresh", async () => {
  const { shell, caches, asked } = world();
  await shell.install();
  assert.deepEqual([...(caches.stores.get("sotto-shell-b2")?.keys() ?? [])].sort(), [...PRECACHE].sort());
  assert.deepEqual(new Set(asked.map(({ cache }) => cache)), new Set(["no-cache"]));
});

test("one missing file keeps nothing", async () => {
  const { shell, caches } = world({ missing: "/assets/app.1.js" });
  await assert.rejects(shell.install(), /expected \/assets\/app\.1\.js to answer 200, got 404/);
  assert.deepEqual(await caches.keys(), []);
});

test("a disk that fills up in the middle keeps nothing", async () => {
  const { shell, caches } = world();
  caches.failPut = "/manifest.webmanifest";
  await assert.rejects(shell.install(), /full/);
  assert.deepEqual(await caches.keys(), []);
});

test("the shell of another build is refused: worker and page would not fit together", async () => {
  const { shell, caches } = world({ served: "b3" });
  await assert.rejects(shell.install(), /expected the shell of build b2, got b3/);
  assert.deepEqual(await caches.keys(), []);
});

test("with no network the document and its files come from this build's cache", async () => {
  const { shell, answer, asked } = world();
  await shell.install();
  asked.length = 0;
  for (const [url, mode] of [["/", "navigate"], ["/?source=home#/today", "navigate"], ["/assets/app.1.js", "cors"], ["/manifest.webmanifest", "cors"]]) {
    const response = await answer(String(url), mode)?.();
    assert.equal(response?.status, 200);
  }
  assert.deepEqual(asked, []);
});

test("the API, other pages, other methods and other origins are left to the network", () => {
  const { answer } = world();
  assert.equal(answer("/api/v1/changes?after=0"), null);
  assert.equal(answer("/api/v1/append", "cors", "POST"), null);
  assert.equal(answer("/healthz", "navigate"), null);
  assert.equal(answer("/", "navigate", "POST"), null);
  assert.equal(answer("/sw.js"), null);
  assert.equal(answer("https://elsewhere.invalid/assets/app.1.js"), null);
});

test("a file that the browser threw away comes from the network", async () => {
  const { answer, asked } = world();
  await answer("/", "navigate")?.();
  assert.deepEqual(asked.map(({ path }) => path), ["/"]);
});

test("a page of an earlier build still gets its own files", async () => {
  const caches = createCaches();
  await (await caches.open("sotto-shell-b1")).put("/assets/kdf.old.js", new Response("old"));
  const { answer, asked } = world({ caches });
  assert.equal(await (await answer("/assets/kdf.old.js")?.())?.text(), "old");
  assert.deepEqual(asked, []);
});

test("old caches go only when no page runs their build", async () => {
  const caches = createCaches();
  for (const name of ["sotto-shell-b0", "sotto-shell-b1", "sotto-worker", "elsewhere"]) await caches.open(name);
  const { shell } = world({ caches, held: ["sotto-build-b1", "sotto-sync"] });
  await shell.install();
  await shell.tidy(true);
  assert.deepEqual(await caches.keys(), ["sotto-shell-b1", "sotto-worker", "elsewhere", "sotto-shell-b2"]);
});

test("what a newer version has kept already is not taken for old", async () => {
  for (const registration of [{ installing: {} }, { waiting: {} }]) {
    const caches = createCaches();
    await caches.open("sotto-shell-b3");
    await world({ caches, registration }).shell.tidy(false);
    assert.deepEqual(await caches.keys(), ["sotto-shell-b3"]);
  }
});

test("what the browser threw away is fetched again, and nothing when all is there", async () => {
  const { shell, caches, asked } = world();
  await shell.install();
  caches.stores.get("sotto-shell-b2")?.delete("/assets/app.1.js");
  await shell.mend();
  assert.equal(caches.stores.get("sotto-shell-b2")?.size, PRECACHE.length);
  asked.length = 0;
  await shell.mend();
  assert.deepEqual(asked, []);
});

test("where nobody can tell which build runs, nothing goes while a page is open", async () => {
  const caches = createCaches();
  await caches.open("sotto-shell-b1");
  const { shell } = world({ caches, locks: false });
  await shell.tidy(true);
  assert.deepEqual(await caches.keys(), ["sotto-shell-b1"]);
  await shell.tidy(false);
  assert.deepEqual(await caches.keys(), []);
});
