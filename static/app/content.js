/**
 * The content data that came with this build: scripts, packs, lexicon, guidance, resources, releases. Fetched once at start, from the cache when there is no network.
 * What only notes need and is large, the second reader of the risk words, is fetched when it is asked for.
 */

/**
 * @param {Record<string, string>} addresses  name -> hashed address, from the shell
 * @param {(address: string) => Promise<any>} read
 */
export async function loadContent(addresses, read) {
  const names = ["scripts", "jurisdiction-generic", "lexicon", "guidance", "resources", "releases"];
  const [secondAddress = "", ...others] = ["risk-reader", ...names].map((name) => {
    const address = addresses[name];
    if (!address) throw new TypeError(`expected content "${name}" in this build`);
    return address;
  });
  const [scripts, generic, lexicon, guidance, resources, releases] = await Promise.all(others.map((address) => read(address)));
  return { scripts, packs: { generic }, lexicon, guidance, resources, releases, readSecond: () => read(secondAddress) };
}
