/**
 * Something was done to this account: said once on each phone, at the first contact after an unlock. Which was said last is a sealed local record.
 */

/** Its name. */
const TOLD = "events-told";

/**
 * @param {{protocol: any, repository: any, say: () => void}} parts  say: that there is news, and where
 */
export function createNews({ protocol, repository, say }) {
  return async function tellNews() {
    const { events } = await protocol.events();
    // What an officer notes of the kit is no news to them.
    const newest = events.find((/** @type {{kind: string}} */ { kind }) => !kind.startsWith("kit-"))?.id ?? null;
    const told = await repository.local.get(TOLD);
    if (newest === null || newest === told?.id) return;
    await repository.local.put(TOLD, { id: newest });
    say();
  };
}
