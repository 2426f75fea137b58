/**
 * Made when it is first asked for, then always the same one. One that fails is made anew the next time.
 * @template Made
 * @param {() => Made} make
 * @returns {() => Made}
 */
export function once(make) {
  /** @type {{value: Made}|null} */
  let made = null;
  return () => (made ??= { value: make() }).value;
}
