/**
 * Which statements a script must make before it may be read to anyone: the numbers are those of webapp/content/SCRIPTS.md.
 *
 * Invariant: a composition that lacks one is refused, so an edit of the content cannot quietly drop a limit.
 */

const FULL = ["C2.1", "C2.2", "C2.3", "C2.4", "C2.5", "C2.6", "C2.7", "C2.8", "C2.9", "C2.10", "C2.11", "C2.12", "C2.13", "C2.14", "D2.6"];
const RECAP = ["C2.1", "C2.2", "C2.3", "C2.4", "C2.5", "C2.6", "C2.7", "C2.8", "C2.9", "C2.11", "C2.12", "C2.14"];

/**
 * @param {{kind: string, variant: string, adult: boolean}} setting
 * @returns {string[]}
 */
export function requiredChecks({ kind, variant, adult }) {
  const required = variant === "full" ? [...FULL] : [...RECAP];
  if (kind === "group") required.push("C5.1");
  if (kind === "group" && variant === "full") required.push("C5.2");
  if (kind === "phone" || kind === "video") required.push("C4.2", "C4.4");
  if (!adult && variant === "full") required.push("C4.1");
  return required;
}
