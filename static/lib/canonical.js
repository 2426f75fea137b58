/**
 * One text for one piece of content, so that its hash is the same on every device.
 *
 * JSON with the members of every object sorted by name and no white space, as RFC 8785 asks for data without fractions
 * or unusual numbers. The hash itself is taken in crypto/.
 */

/**
 * @param {unknown} value plain JSON data
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([first], [second]) => (first < second ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}
