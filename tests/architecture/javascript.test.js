/**
 * The layers of the app and of the service worker: imports go one way, and each dangerous thing stands in the one place that may hold it.
 *
 * esbuild reads the code, so that a word in a comment is no import and no call.
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build, transformSync } from "esbuild";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const OURS = /^(static|service_worker)\//;
const FILES = ["static", "service_worker"].flatMap((folder) =>
  readdirSync(`${ROOT}${folder}`, { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".js"))
    .sort(),
);

/** What each layer may import besides itself. */
const MAY_IMPORT = {
  app: ["views", "components", "domain", "sync", "store", "crypto", "platform", "lib", "locales"],
  views: ["components", "domain", "lib"],
  components: ["lib"],
  domain: ["sync", "store", "crypto", "lib"],
  sync: ["lib"],
  store: ["lib"],
  crypto: ["lib"],
  platform: ["lib"],
  locales: [],
  lib: [],
  service_worker: ["sync", "store", "lib", "locales"],
};

/** Each library where it may be; a folder ends in a slash. */
const LIBRARIES = {
  jose: ["static/crypto/jose.js"],
  "hash-wasm": ["static/crypto/argon2.js"],
  idb: ["static/store/"],
  uuid: ["static/lib/ids.js"],
  jspdf: ["static/platform/pdf.js"],
  signature_pad: ["static/components/signature.js"],
  uqr: ["static/views/second_step/qr.js"],
  "lit-html": ["static/app/", "static/views/", "static/components/"],
};

/** Each dangerous thing where it may be. Some may be nowhere. */
const DANGERS = [
  ["WebCrypto", /\bsubtle\b/, ["static/crypto/jose.js"]],
  ["randomness for keys and ids", /\bgetRandomValues\b|\brandomUUID\b/, ["static/crypto/jose.js", "static/lib/ids.js"]],
  ["randomness for waiting times", /\bMath\.random\b/, ["static/sync/backoff.js"]],
  ["IndexedDB", /\bindexedDB\b/, ["static/store/"]],
  // The composition root reads the content files of its own build; everything that goes to the server goes through the transport.
  ["the network", /(?<![.\w])fetch\(|\bglobalThis\.fetch\b|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b/, ["static/sync/transport.js", "static/app/main.js", "service_worker/"]],
  ["the system's time", /\bDate\.now\b|\bnew Date\(\)/, ["static/lib/clock.js", "static/lib/i18n.js", "static/app/main.js"]],
  ["a Trusted Types policy", /\bcreatePolicy\b/, ["static/app/trusted_types.js"]],
  ["the console", /\bconsole\b\s*\./, ["static/platform/diagnostics.js"]],
  ["storage in clear text", /\blocalStorage\b|\bsessionStorage\b|\bdocument\.cookie\b/, []],
  ["markup from text", /\b(inner|outer)HTML\b|\bunsafe(HTML|SVG|Static)\b|\binsertAdjacentHTML\b|\bdocument\.write\b|\bcreateContextualFragment\b|\bDOMParser\b/, []],
  ["code from text", /\beval\(|\bnew Function\b|\bsetTimeout\(\s*["'`]|\bimportScripts\b/, []],
];

/** Words of the field. What is made of them belongs in `domain/` and `views/`. */
const DOMAIN_WORDS = /participant|consult|vault|envelope|\bgrant|disclosure|\brelease|specialist|supervisor|officer|overdose|confidential/i;
/** A release has a document too: as a member of something it is that one. */
const DOM = /\b(window|navigator|location|HTMLElement|addEventListener)\b|(?<![.\w])document\??[.[]/;

/** @param {string} file  @returns {string} the folder under `static/`, or `service_worker` */
const layerOf = (file) => (file.startsWith("static/") ? file.split("/")[1] : file.split("/")[0]) ?? "";
/** @param {string} file  @param {readonly string[]} places */
const standsIn = (file, places) => places.some((place) => file === place || (place.endsWith("/") && file.startsWith(place)));

/** `later`: by `import()`, when it is wanted. @type {Map<string, {path: string, library: boolean, later: boolean}[]>} */
const imports = await readImports();
const code = new Map(FILES.map((file) => [file, withoutComments(readFileSync(`${ROOT}${file}`, "utf8"))]));

/** Each file is read by itself: an import is named, not followed. */
async function readImports() {
  const naming = {
    name: "name-imports",
    setup(/** @type {import("esbuild").PluginBuild} */ { onResolve }) {
      onResolve({ filter: /^/ }, ({ kind, path, resolveDir }) => {
        if (kind === "entry-point") return null;
        return { path: path.startsWith(".") ? relative(ROOT, join(resolveDir, path)) : path, external: true };
      });
    },
  };
  const options = { absWorkingDir: ROOT, entryPoints: FILES, bundle: true, write: false, metafile: true, outdir: "unused", plugins: [naming] };
  const { metafile } = await build({ ...options, format: "esm", treeShaking: false });
  const importsOf = (/** @type {string} */ file) => metafile.inputs[file]?.imports ?? [];
  return new Map(FILES.map((file) => [file, importsOf(file).map(({ path, kind }) => ({ path, library: !OURS.test(path), later: kind === "dynamic-import" }))]));
}

/** @param {string} source */
function withoutComments(source) {
  return transformSync(source, { legalComments: "none", charset: "utf8" }).code;
}

/** Every import between files of ours, as [from, to]. */
const edges = [...imports].flatMap(([file, all]) => all.filter(({ library }) => !library).map(({ path }) => [file, path]));

test("there is code to look at", () => {
  assert.ok(FILES.length > 50 && edges.length > 50);
});

test("every import leads to a file", () => {
  assert.deepEqual(edges.filter(([, to]) => !FILES.includes(to)), []);
});

test("every folder is a layer that the architecture names", () => {
  assert.deepEqual(FILES.filter((file) => !(layerOf(file) in MAY_IMPORT)), []);
});

test("imports go one way: app, views, domain, then sync or store or crypto, then lib", () => {
  const wrong = edges.filter(([from, to]) => {
    const [layer, other] = [layerOf(from), layerOf(to)];
    return layer !== other && !MAY_IMPORT[layer].includes(other);
  });
  assert.deepEqual(wrong, []);
});

test("a screen may borrow another screen's parts, never the screen", () => {
  const wrong = edges.filter(([from, to]) => layerOf(from) === "views" && /^static\/views\/[^/]+\/index\.js$/.test(to));
  assert.deepEqual(wrong, []);
});

test("no sheet covers the way to help: each has its own", () => {
  const count = (text, word) => text.split(word).length - 1;
  const sheets = FILES.filter((file) => file.startsWith("static/views/")).map((file) => [file, code.get(file) ?? ""]).filter(([, text]) => /\bsheet\(/.test(text));
  assert.ok(sheets.length > 5);
  assert.deepEqual(sheets.filter(([, text]) => count(text, "sheet({") !== count(text, "crisis: context.helpRow()")).map(([file]) => file), []);
});

test("until Today is on the screen, nothing is read of the matcher, of the scripts or of an officer's work", () => {
  const first = new Set(["static/app/main.js"]);
  for (const file of first) {
    for (const { path, library, later } of imports.get(file) ?? []) if (!library && !later) first.add(path);
  }
  assert.ok(first.has("static/views/today/index.js"));
  const needless = /^static\/(domain\/(risk|leaving\/regrant)|domain\/script\/(compose|content|index)|domain\/session\/(preparation|index)|app\/officer|views\/officer)/;
  assert.deepEqual([...first].filter((file) => needless.test(file)), []);
});

test("nothing imports itself, however far round", () => {
  const onto = new Map(FILES.map((file) => [file, edges.filter(([from]) => from === file).map(([, to]) => to)]));
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} file  @param {string[]} way  @returns {string[]|null} */
  const circleFrom = (file, way) => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of onto.get(file) ?? []) {
      const circle = circleFrom(next, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  assert.deepEqual(FILES.map((file) => circleFrom(file, [])).filter(Boolean), []);
});

test("each library is imported only where its layer is, and no library besides", () => {
  const wrong = [...imports].flatMap(([file, all]) =>
    all
      .filter(({ library }) => library)
      .filter(({ path }) => !standsIn(file, LIBRARIES[path.split("/")[0] ?? ""] ?? []))
      .map(({ path }) => `${file} imports ${path}`),
  );
  assert.deepEqual(wrong, []);
});

for (const [name, pattern, places] of DANGERS) {
  test(`${name} stands in ${places.length > 0 ? places.join(", ") : "no file"} only`, () => {
    const found = FILES.filter((file) => pattern.test(code.get(file) ?? ""));
    assert.deepEqual(found.filter((file) => !standsIn(file, places)), []);
  });
}

test("a component knows no word of the field", () => {
  const found = FILES.filter((file) => layerOf(file) === "components").filter((file) => DOMAIN_WORDS.test(code.get(file) ?? ""));
  assert.deepEqual(found, []);
});

test("the rules know no browser", () => {
  const found = FILES.filter((file) => layerOf(file) === "domain").filter((file) => DOM.test(code.get(file) ?? ""));
  assert.deepEqual(found, []);
});

test("these checks see what they look for", () => {
  const seen = withoutComments("// indexedDB\nconst x = self.indexedDB; el.innerHTML = await fetch('/');");
  for (const name of ["IndexedDB", "markup from text", "the network"]) {
    assert.match(seen, DANGERS.find(([danger]) => danger === name)?.[1] ?? /never/);
  }
  for (const line of ["document.title = name", "(document?.body)", "document[name]"]) assert.match(line, DOM);
  assert.doesNotMatch("release.document.terms", DOM);
  assert.doesNotMatch(withoutComments("// eval(x)\n/* fetch(y) */ export const z = 1;"), /eval|fetch/);
});
