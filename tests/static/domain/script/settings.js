/** Every setting a script can be composed for, and the content that ships, for the tests of this folder. */
import { readFileSync } from "node:fs";

const data = new URL("../../../../webapp/content/data/", import.meta.url);

export const scripts = () => JSON.parse(readFileSync(new URL("scripts.json", data), "utf8"));
export const genericPack = () => JSON.parse(readFileSync(new URL("jurisdiction-generic.json", data), "utf8"));
export const sharingPack = () => ({ ...genericPack(), id: "sharing", threatRule: { type: "permissive", appliesToPeers: "yes" } });

const ANSWERS = ["yes", "no", "unsure"];

/** @param {Record<string, unknown[]>} facets @returns {any[]} */
function combinations(facets) {
  return Object.entries(facets).reduce(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}

export function everySetting() {
  return combinations({
    variant: ["full", "recap"],
    language: ["en", "es"],
    kind: ["in-person", "phone", "video", "group"],
    part2: ANSWERS,
    child: ANSWERS,
    adultAbuse: ANSWERS,
    adult: ANSWERS,
    pack: [genericPack(), sharingPack()],
  }).map(({ child, adultAbuse, ...rest }) => ({ ...rest, mandated: { child, adult: adultAbuse } }));
}

export const describe = (setting) => JSON.stringify({ ...setting, pack: setting.pack.id });
