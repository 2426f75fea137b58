/**
 * The short code that stands for a participant where the name must not: in a consult, between colleagues.
 * Two letters and a number; it is not derived from the name beyond its initials and says nothing to a stranger.
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

/** Whole characters, one each: "ß" made large would be two. @param {string} name */
function initialsOf(name) {
  const words = name.normalize("NFKD").replace(/\p{M}/gu, "").match(/\p{L}+/gu) ?? [];
  const [first = [], last = []] = [words[0], words.length > 1 ? words.at(-1) : words[0]?.replace(/^./u, "")].map((word) => [...(word ?? "")]);
  return [first[0], last[0]].map((letter) => [...(letter ?? "X").toUpperCase()][0]).join("");
}
