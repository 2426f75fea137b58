/**
 * Overlay: hits turned into what a screen shows. Spans for the underlines beneath the text, counts for the strip.
 *
 * Invariant: the spans joined give back the text, unit for unit, whatever the hits.
 */

/**
 * @typedef {import("./types.js").RiskHit} RiskHit
 * @typedef {import("./types.js").RiskLevel} RiskLevel
 * @typedef {{text: string, start: number, end: number, level: RiskLevel|null, hits: RiskHit[]}} Segment `level` null: plain
 */

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {RiskHit[]} hits
 * @returns {Segment}
 */
function segmentOf(text, start, end, hits) {
  /** @type {RiskLevel|null} */
  let level = hits.length > 0 ? "concern" : null;
  if (hits.some((hit) => hit.level === "imminent")) level = "imminent";
  return { text: text.slice(start, end), start, end, level, hits };
}

/**
 * @param {string} text
 * @param {RiskHit[]} hits of this text; dropped ones are left out, overlapping ones share a segment
 * @returns {Segment[]} plain and noticed, in turn
 */
export function segments(text, hits) {
  const noticed = hits
    .filter((hit) => hit.dropped === null && hit.start >= 0 && hit.start < hit.end && hit.end <= text.length)
    .sort((left, right) => left.start - right.start || left.end - right.end);
  /** @type {Segment[]} */
  const result = [];
  let done = 0;
  for (let position = 0; position < noticed.length; ) {
    const { start = 0 } = noticed[position] ?? {};
    let end = start + 1;
    /** @type {RiskHit[]} */
    const together = [];
    for (let hit = noticed[position]; hit && hit.start < end; hit = noticed[position]) {
      together.push(hit);
      end = Math.max(end, hit.end);
      position += 1;
    }
    if (start > done) result.push(segmentOf(text, done, start, []));
    result.push(segmentOf(text, start, end, together));
    done = end;
  }
  if (done < text.length) result.push(segmentOf(text, done, text.length, []));
  return result;
}

/**
 * @param {RiskHit[]} hits
 * @returns {{imminent: number, concern: number, setAside: number}} how many of each stand in the text
 */
export function summarise(hits) {
  const counts = { imminent: 0, concern: 0, setAside: 0 };
  for (const hit of hits) counts[hit.dropped === null ? hit.level : "setAside"] += 1;
  return counts;
}
