/**
 * Judgement: from a matched term and its context to a hit: its level, what raised or lowered it, or why it was set aside.
 *
 * Invariant: a hit that is set aside stays in the answer with its reason; only idioms, negation, history, hypotheticals, other
 * people's past and quotations set aside; the weaker modifiers only lower.
 */
import { bitOf, isNegated } from "./context.js";

/**
 * @typedef {import("./compile.js").Compiled} Compiled
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("./tokens.js").Token} Token
 * @typedef {import("./walk.js").Span} Span
 * @typedef {import("./types.js").DropReason} DropReason
 * @typedef {import("./types.js").RiskHit} RiskHit
 * @typedef {import("./types.js").TermEntry} TermEntry
 * @typedef {{compiled: Compiled, text: string, tokens: Token[], context: Context, idioms: Uint8Array}} Scene
 */

const SENTENCE_WIDE = /** @type {const} */ (["history", "hypothetical", "someone_else", "quotation"]);
const FURTHEST_CUE = 22;

/**
 * @param {number} length in tokens
 * @param {Span[]} exclusions
 * @returns {Uint8Array} 1 where an idiom stands
 */
export function markIdioms(length, exclusions) {
  const idioms = new Uint8Array(length);
  for (const span of exclusions) idioms.fill(1, span.from, span.to);
  return idioms;
}

/**
 * @param {Scene} scene
 * @param {Span} span
 * @param {TermEntry} term
 * @returns {DropReason|null}
 */
function dropReason({ context, idioms }, span, term) {
  if (idioms.subarray(span.from, span.to).includes(1)) return "idiom";
  const first = context.marks[span.from] ?? 0;
  if (term.negatable !== false && isNegated(context.marks, span)) return "negated";
  return SENTENCE_WIDE.find((kind) => first & bitOf(kind)) ?? null;
}

/**
 * @param {Scene} scene
 * @param {Token} first
 * @param {Token} last
 * @returns {{start: number, end: number, words: string}}
 */
function place({ text }, first, last) {
  return { start: first.start, end: last.end, words: text.slice(first.start, last.end) };
}

/**
 * @param {Scene} scene
 * @param {Span} span
 * @param {TermEntry} term
 * @returns {RiskHit["raised"]} the first cue near by that makes the term imminent
 */
function raisedBy(scene, span, term) {
  const { compiled, tokens, context } = scene;
  const near = context.cueMarks[span.from] ?? 0;
  const names = (term.raise ?? []).filter((name) => near & (compiled.cueBits.get(name) ?? 0));
  if (names.length === 0) return null;
  for (let at = Math.max(0, span.from - FURTHEST_CUE - 4); at <= span.from + FURTHEST_CUE; at += 1) {
    for (const cueSpan of context.cueSpansAt.get(at) ?? []) {
      const cue = compiled.lexicon.cues[compiled.owners[cueSpan.owner]?.position ?? -1]?.id ?? "";
      const [first, last] = [tokens[cueSpan.from], tokens[cueSpan.to - 1]];
      const sameSentence = first?.sentence === tokens[span.from]?.sentence;
      if (first && last && sameSentence && names.includes(cue)) return { cue, ...place(scene, first, last) };
    }
  }
  return null;
}

/**
 * @param {Scene} scene
 * @param {Span} span
 * @param {TermEntry} term
 * @param {boolean} isRaised
 * @returns {"earlier"|"conditional"|null}
 */
function loweredBy({ context }, span, term, isRaised) {
  const first = context.marks[span.from] ?? 0;
  if (first & bitOf("conditional")) return "conditional";
  return term.event && !isRaised && first & bitOf("earlier") ? "earlier" : null;
}

/**
 * @param {Scene} scene
 * @param {Span} span
 * @returns {RiskHit|null} null when a cue that the term needs is not near
 */
export function judge(scene, span) {
  const { compiled, tokens, context } = scene;
  const term = compiled.lexicon.terms[compiled.owners[span.owner]?.position ?? -1];
  const [first, last] = [tokens[span.from], tokens[span.to - 1]];
  if (!term || !first || !last) return null;
  const near = context.cueMarks[span.from] ?? 0;
  if ((term.needs ?? []).some((name) => !(near & (compiled.cueBits.get(name) ?? 0)))) return null;
  const raised = term.level === "imminent" ? null : raisedBy(scene, span, term);
  const lowered = loweredBy(scene, span, term, raised !== null);
  const isImminent = (term.level === "imminent" || raised !== null) && lowered === null;
  return {
    term: term.id,
    category: term.category,
    level: isImminent ? "imminent" : "concern",
    ...place(scene, first, last),
    why: term.why,
    dropped: dropReason(scene, span, term),
    raised: isImminent ? raised : null,
    lowered: term.level === "imminent" || raised !== null ? lowered : null,
  };
}
