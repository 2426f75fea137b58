/**
 * Finds words that a reader would see but that come from no catalogue: text between tags, or in an attribute that is shown or spoken,
 * inside a lit template (html`…` or svg`…`). Values that come from `${…}` are not words of the template; templates inside them are searched too.
 */

const SPOKEN = /\s(?:aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label|summary)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const HOLE = "\u0000";

/**
 * The index just behind the quoted text or comment that starts at `at`, or `at` itself.
 * @param {string} source @param {number} at
 */
function skipQuotedOrComment(source, at) {
  if (source.startsWith("//", at)) {
    const end = source.indexOf("\n", at);
    return end === -1 ? source.length : end;
  }
  if (source.startsWith("/*", at)) return source.indexOf("*/", at + 2) + 2;
  const quote = source[at];
  if (quote !== '"' && quote !== "'") return at;
  let end = at + 1;
  while (end < source.length && source[end] !== quote && source[end] !== "\n") end += source[end] === "\\" ? 2 : 1;
  return end + 1;
}

/**
 * Reads one template literal: its static text, with a hole for each `${…}` that keeps the line count, and the code inside the holes.
 * @param {string} source @param {number} open index of the back quote
 */
function readTemplate(source, open) {
  let text = "";
  let at = open + 1;
  /** @type {{ code: string, offset: number }[]} */
  const holes = [];
  while (at < source.length && source[at] !== "`") {
    if (source.startsWith("${", at)) {
      const end = endOfHole(source, at + 2);
      const code = source.slice(at + 2, end);
      holes.push({ code, offset: at + 2 });
      text += HOLE + code.replace(/[^\n]/g, "");
      at = end + 1;
    } else {
      text += source[at];
      at += source[at] === "\\" ? 2 : 1;
    }
  }
  return { text, holes, end: at + 1 };
}

/** @param {string} source @param {number} from @returns {number} index of the closing brace */
function endOfHole(source, from) {
  let depth = 0;
  let at = from;
  while (at < source.length) {
    const next = skipQuotedOrComment(source, at);
    if (next !== at) at = next;
    else if (source[at] === "`") at = readTemplate(source, at).end;
    else if (source[at] === "}" && depth === 0) return at;
    else {
      depth += source[at] === "{" ? 1 : source[at] === "}" ? -1 : 0;
      at += 1;
    }
  }
  return at;
}

/** Words are letters, two in a row. @param {string} text */
const isWords = (text) => /\p{L}{2}/u.test(text.replaceAll(/&[a-z]+;/g, ""));

/** @param {string} text the static text of a template @returns {{ words: string, index: number }[]} */
function wordsInMarkup(text) {
  const found = [];
  for (const match of text.matchAll(SPOKEN)) {
    const words = match[1] ?? match[2] ?? "";
    if (isWords(words)) found.push({ words, index: match.index });
  }
  const withoutTags = text
    .replace(/<!--[\s\S]*?-->/g, (tag) => tag.replace(/[^\n]/g, " "))
    .replace(/<[^>]*>/g, (tag) => tag.replace(/[^\n]/g, " "))
    .replace(/<[^>]*$/, (tag) => tag.replace(/[^\n]/g, " "));
  for (const match of withoutTags.matchAll(/[^\n\u0000]+/g)) if (isWords(match[0])) found.push({ words: match[0].trim(), index: match.index });
  return found;
}

/**
 * @param {string} source of one JavaScript file
 * @param {number} [line] number of its first line
 * @returns {{ line: number, words: string }[]}
 */
export function inlineText(source, line = 1) {
  const found = [];
  const lineAt = (/** @type {number} */ index) => line + source.slice(0, index).split("\n").length - 1;
  let at = 0;
  while (at < source.length) {
    const next = skipQuotedOrComment(source, at);
    if (next !== at) {
      at = next;
      continue;
    }
    if (source[at] !== "`") {
      at += 1;
      continue;
    }
    const isMarkup = /(?:html|svg)$/.test(source.slice(Math.max(0, at - 4), at));
    const template = readTemplate(source, at);
    if (isMarkup) {
      for (const { words, index } of wordsInMarkup(template.text)) {
        found.push({ line: lineAt(at) + template.text.slice(0, index).split("\n").length - 1, words });
      }
    }
    for (const hole of template.holes) found.push(...inlineText(hole.code, lineAt(hole.offset)));
    at = template.end;
  }
  return found;
}
