/**
 * The few single values of the store, and the counters by which a missing row is noticed:
 * `written` items ever put into the queue = `settled` that left it + those that lie in it.
 */
export const META = Object.freeze({ cursor: "cursor", deviceHead: "device-head", written: "written", settled: "settled", appearance: "appearance", contact: "contact", guesses: "guesses", left: "left", findings: "findings" });

/**
 * @param {{get: (name: string) => Promise<any>, put?: (value: any, name: string) => Promise<any>}} meta @param {string} name @param {number} amount
 */
export async function addTo(meta, name, amount) {
  if (amount === 0) return;
  const before = (await meta.get(name)) ?? 0;
  await meta.put?.(before + amount, name);
}
