/**
 * Context: what stands around a word. Negation, history, training, other people, quotation (after ConText, Harkema et al. 2009),
 * and the cues (time, means, plan) that raise a level.
 *
 * Invariant: a modifier never reaches past the end of its sentence or line, past a contrast ("but"), or past its own reach;
 * so none of them can hide what stands elsewhere in the note. Marks are kept as bits per token: linear in the text.
 */
import { MODIFIER_KINDS } from "./validate.js";

/**
 * @typedef {import("./compile.js").Compiled} Compiled
 * @typedef {import("./tokens.js").Token} Token
 * @typedef {import("./walk.js").Span} Span
 * @typedef {import("./types.js").ModifierEntry} ModifierEntry
 * @typedef {import("./types.js").ModifierKind} ModifierKind
 * @typedef {{marks: Uint16Array, cueMarks: Uint32Array, cueSpansAt: Map<number, Span[]>}} Context `cueSpansAt` by first token
 * @typedef {Record<import("./compile.js").Owner["kind"], Span[]>} Found
 */

const CUE_REACH = 22;
const PLACE = new Map(MODIFIER_KINDS.map((kind, position) => [kind, 1 << position]));

/**
 * @param {ModifierKind} kind
 * @returns {number} its bit
 */
export function bitOf(kind) {
  return PLACE.get(kind) ?? 0;
}

/**
 * @param {Compiled} compiled
 * @param {Token[]} tokens
 * @param {number} at
 * @param {boolean} beside whether it is the first token after the trigger
 * @param {boolean} comma whether a comma ends the reach
 * @returns {boolean}
 */
function stopsForward({ stops }, tokens, at, beside, comma) {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || !before) return true;
  if (token.sentence !== before.sentence || token.line !== before.line || stops.contrast.has(token.word)) return true;
  if (token.clause && comma && !beside) return true;
  if (!beside && stops.report.has(token.word)) return true;
  const afterJoint = token.clause || before.word === "and" || before.word === "y";
  return !beside && afterJoint && stops.clause.has(token.word);
}

/**
 * @param {Compiled} compiled
 * @param {Token[]} tokens
 * @param {number} at
 * @param {boolean} comma
 * @returns {boolean} whether the reach ends before taking in this token, going back
 */
function stopsBackward({ stops }, tokens, at, comma) {
  const token = tokens[at];
  const after = tokens[at + 1];
  if (!token) return true;
  if (stops.contrast.has(token.word) || stops.report.has(token.word)) return true;
  if (!after) return false;
  return token.sentence !== after.sentence || token.line !== after.line || (comma && after.clause);
}

/**
 * @param {Compiled} compiled
 * @param {Token[]} tokens
 * @param {Span} span of the trigger
 * @param {ModifierEntry} modifier
 * @param {Uint16Array} marks written to
 * @param {number} bit
 */
function markReach(compiled, tokens, span, modifier, marks, bit) {
  const { direction, reach, comma = false } = modifier;
  const mark = (/** @type {number} */ at) => {
    marks[at] = (marks[at] ?? 0) | bit;
  };
  if (direction !== "backward") {
    for (let at = span.to; at < span.to + reach; at += 1) {
      if (stopsForward(compiled, tokens, at, at === span.to, comma)) break;
      mark(at);
    }
  }
  if (direction !== "forward") {
    for (let at = span.from - 1; at >= span.from - reach; at -= 1) {
      if (stopsBackward(compiled, tokens, at, comma)) break;
      mark(at);
    }
  }
  if (direction === "both") for (let at = span.from; at < span.to; at += 1) mark(at);
}

/**
 * @param {Compiled} compiled
 * @param {Span} span
 * @returns {ModifierEntry|undefined}
 */
function modifierOf({ lexicon, owners }, span) {
  return lexicon.modifiers[owners[span.owner]?.position ?? -1];
}

/**
 * Words that hold their own negator ("no reason to live") and false friends ("not only") are no triggers.
 * @param {Compiled} compiled
 * @param {number} length in tokens
 * @param {Found} found
 * @returns {Uint8Array} 1 where no trigger of negation may begin
 */
function shieldedTokens(compiled, length, found) {
  const shielded = new Uint8Array(length);
  for (const span of found.modifier) {
    if (modifierOf(compiled, span)?.kind === "pseudo") shielded.fill(1, span.from, span.to);
  }
  for (const span of found.term) {
    const term = compiled.lexicon.terms[compiled.owners[span.owner]?.position ?? -1];
    if (term?.negatable === false) shielded.fill(1, span.from, span.to);
  }
  return shielded;
}

/**
 * @param {Compiled} compiled
 * @param {Token[]} tokens
 * @param {Span[]} cues that are not negated
 * @returns {Uint32Array} which cues stand near each token, in its sentence
 */
function markCues({ owners, lexicon, cueBits }, tokens, cues) {
  const near = new Uint32Array(tokens.length);
  for (const span of cues) {
    const bit = cueBits.get(lexicon.cues[owners[span.owner]?.position ?? -1]?.id ?? "") ?? 0;
    const sentence = tokens[span.from]?.sentence;
    const first = Math.max(0, span.from - CUE_REACH);
    for (let at = first; at < Math.min(tokens.length, span.to + CUE_REACH); at += 1) {
      if (tokens[at]?.sentence === sentence) near[at] = (near[at] ?? 0) | bit;
    }
  }
  return near;
}

/**
 * @param {Uint16Array} marks
 * @param {Span} span
 * @returns {boolean} whether negation stands before it, or within it ("will never")
 */
export function isNegated(marks, span) {
  return (((marks[span.from] ?? 0) | (marks[span.to - 1] ?? 0)) & bitOf("negated")) !== 0;
}

/**
 * @param {Span[]} spans
 * @returns {Map<number, Span[]>}
 */
function byFirstToken(spans) {
  /** @type {Map<number, Span[]>} */
  const map = new Map();
  for (const span of spans) map.set(span.from, [...(map.get(span.from) ?? []), span]);
  return map;
}

/**
 * @param {Compiled} compiled
 * @param {Token[]} tokens
 * @param {Found} found
 * @returns {Context}
 */
export function readContext(compiled, tokens, found) {
  const marks = new Uint16Array(tokens.length);
  const shielded = shieldedTokens(compiled, tokens.length, found);
  const triggers = found.modifier.flatMap((span) => {
    const modifier = modifierOf(compiled, span);
    const onOneLine = tokens[span.from]?.line === tokens[span.to - 1]?.line;
    return modifier && onOneLine && modifier.kind !== "pseudo" && !shielded[span.from] ? [{ span, modifier }] : [];
  });
  const negations = triggers.filter(({ modifier }) => modifier.kind === "negated");
  for (const { span, modifier } of negations) markReach(compiled, tokens, span, modifier, marks, bitOf("negated"));
  const cueSpans = found.cue.filter((span) => !isNegated(marks, span));
  const cueMarks = markCues(compiled, tokens, cueSpans);
  for (const { span, modifier } of triggers) {
    if (modifier.kind === "negated") continue;
    const undone = (modifier.unless ?? []).some((cue) => (cueMarks[span.from] ?? 0) & (compiled.cueBits.get(cue) ?? 0));
    const kind = undone && modifier.kind === "history" ? "earlier" : modifier.kind;
    if (!undone || kind === "earlier") markReach(compiled, tokens, span, modifier, marks, bitOf(kind));
  }
  return { marks, cueMarks, cueSpansAt: byFirstToken(cueSpans) };
}
