/**
 * The short code that stands for a participant where the name must not: in a consult, between colleagues.
 * Two letters and two digits; it is not derived from the name beyond its initials and says nothing to a stranger.
 */

/**
 * The first code with these initials that nobody has yet: "MR-01", "MR-02", …
 * @param {string} name @param {string[]} taken
 */
export function codeFor(name, taken) {
  const initials = initialsOf(name);
  const used = new Set(taken);
  for (let number = 1; ; number += 1) {
    const code = `${initials}-${String(number).padStart(2, "0")}`;
    if (!used.has(code)) return code;
  }
}

/** @param {string} name */
function initialsOf(name) {
  const words = name.normalize("NFKD").replace(/\p{M}/gu, "").match(/\p{L}+/gu) ?? [];
  const letters = words.length > 1 ? [words[0]?.[0], words.at(-1)?.[0]] : [words[0]?.[0], words[0]?.[1]];
  return letters.map((letter) => (letter ?? "X").toUpperCase()).join("");
}
