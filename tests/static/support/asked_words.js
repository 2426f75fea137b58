/** Which texts of the catalogues a piece of the app's code can ask for: read from its source. */

const KEY = /"([\w-]+(?:\.[\w-]+)+)"/g;
const TEMPLATE = /`((?:[\w.-]|\$\{[^`}]*\})+)`/g;

/**
 * What the code can ask for: keys by name; keys with a value in them, `risk.level.${level}`; and keys that are made by adding to one by
 * name, `${words}Body`.
 * @param {string} source
 * @returns {(key: string) => boolean}  with or without the ending that a number chooses
 */
export function asked(source) {
  const named = new Set(all(KEY, source));
  const made = new Set(all(TEMPLATE, source).filter((template) => template.includes("${")));
  const patterns = [...made].filter((template) => /^\w[\w-]*\./.test(template)).map(patternOf);
  const endings = [...made].flatMap((template) => /^\$\{[^}]*\}([\w.-]+)$/.exec(template)?.[1] ?? []);
  const byName = (/** @type {string} */ key) => named.has(key) || endings.some((ending) => key.endsWith(ending) && named.has(key.slice(0, -ending.length)));
  const isValue = (/** @type {string} */ value) => !value.includes(".") || named.has(value);
  return (whole) => {
    const key = withoutNumber(whole);
    return byName(key) || patterns.some((pattern) => pattern.exec(key)?.slice(1).every(isValue));
  };
}

/** @param {RegExp} pattern @param {string} source */
const all = (pattern, source) => [...source.matchAll(pattern)].map((match) => match[1] ?? "");

/** A value is one word of a key, or several that stand in the code as they are. @param {string} template */
function patternOf(template) {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll(".", "\\."));
  return new RegExp(`^${parts.join("([\\w.-]+)")}$`);
}

/** The number chooses the ending. @param {string} key */
const withoutNumber = (key) => key.replace(/\.(one|other)$/, "");
