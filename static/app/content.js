/**
 * The content data that came with this build: scripts, packs, lexicon, guidance, resources, releases. Fetched once at start, from the cache when there is no network.
 */

/**
 * @param {Record<string, string>} addresses  name -> hashed address, from the shell
 * @param {(address: string) => Promise<any>} read
 */
export async function loadContent(addresses, read) {
  const [scripts, generic, lexicon, guidance, resources, releases] = await Promise.all(
    ["scripts", "jurisdiction-generic", "lexicon", "guidance", "resources", "releases"].map((name) => {
      const address = addresses[name];
      if (!address) throw new TypeError(`expected content "${name}" in this build`);
      return read(address);
    }),
  );
  return { scripts, packs: { generic }, lexicon, guidance, resources, releases };
}
