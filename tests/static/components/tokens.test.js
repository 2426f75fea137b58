/** The colours of tokens.css: readable in sunlight and at night, in both themes, and the only ones there are. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";

const CSS = new URL("../../../static/css/", import.meta.url);
const source = readFileSync(new URL("tokens.css", CSS), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");

/** The declarations of the first block whose selector is this one. @param {string} selector */
function block(selector) {
  const start = source.indexOf(`${selector} {`);
  assert.notEqual(start, -1, `expected a block ${selector} in tokens.css`);
  const body = source.slice(source.indexOf("{", start) + 1, source.indexOf("}", start));
  return Object.fromEntries([...body.matchAll(/([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]));
}

const light = block(":root");
const darkBySystem = block(':root:not([data-theme="light"])');
const darkByChoice = block(':root[data-theme="dark"]');
const themes = { light, dark: { ...light, ...darkByChoice } };

/** WCAG 2.2 relative luminance. @param {string} hex */
function luminance(hex) {
  assert.match(hex, /^#[0-9a-f]{6}$/);
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Words on grounds as the components use them: [words, ground, least ratio]. */
const PAIRS = [
  ["--ink", "--paper", 7], ["--ink", "--surface", 7], ["--ink", "--accent-soft", 7], ["--ink", "--red-soft", 7], ["--ink", "--grey-soft", 7],
  ["--paper", "--ink", 7], ["--on-red", "--red-fill", 7], ["--red", "--surface", 7], ["--red", "--paper", 7],
  ["--grey", "--paper", 7], ["--grey", "--surface", 7], ["--grey", "--grey-soft", 4.5],
  ["--accent", "--paper", 4.5], ["--accent", "--surface", 4.5], ["--on-accent", "--accent", 4.5],
  ["--accent", "--accent-soft", 4.5], ["--red", "--red-soft", 4.5],
];

for (const [theme, tokens] of Object.entries(themes)) {
  describe(`in the ${theme} theme`, () => {
    for (const [words, ground, least] of PAIRS) {
      test(`${words} on ${ground} has a contrast of at least ${least}:1`, () => {
        const ratio = contrast(tokens[words], tokens[ground]);
        assert.ok(ratio >= least, `expected ${least}, got ${ratio.toFixed(2)}`);
      });
    }
  });
}

test("dark is the same whether the system or the reader chose it", () => {
  assert.deepEqual(darkBySystem, darkByChoice);
});

test("dark changes every colour that light names", () => {
  const colours = Object.keys(light).filter((name) => /^(#|rgb|0 1px)/.test(light[name]));
  assert.deepEqual(colours.filter((name) => !(name in darkByChoice)), []);
});

test("there are four sizes of text: 17, 20, 24 and 30 px", () => {
  const sizes = ["--text-s", "--text-m", "--text-l", "--text-xl"].map((name) => parseFloat(light[name]) * 16);
  assert.deepEqual(sizes, [17, 20, 24, 30]);
});

const sheets = readdirSync(CSS, { recursive: true }).map(String).filter((name) => name.endsWith(".css") && name !== "tokens.css");

test("no other style sheet names a colour or a size of text of its own", () => {
  for (const name of sheets) {
    const rules = readFileSync(new URL(name, CSS), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    assert.doesNotMatch(rules, /#[0-9a-f]{3,8}\b(?![^{]*\{)|\b(?:rgb|hsl|oklch)a?\(|:\s*(?:white|black|red|grey)\b/i, name);
    for (const [, size] of rules.matchAll(/font-size:\s*([^;]+);/g)) assert.match(size, /^var\(--text-(s|m|l|xl)\)$/, name);
  }
});

test("every token that a style sheet uses exists", () => {
  for (const name of sheets) {
    const rules = readFileSync(new URL(name, CSS), "utf8");
    for (const [, token] of rules.matchAll(/var\((--[\w-]+)\)/g)) assert.ok(token in light, `${name} uses ${token}`);
  }
});
