/**
 * A server that lies, around the honest one of `server.js`: each lie changes what one phone is answered, or what the server calls its chain.
 * `answers`: what is done to an answer on the wire; true when there was something to lie about. `turns`: what the server does to itself, with its real key.
 */
import { createHash, generateKeyPairSync } from "node:crypto";
import { chain, envelope, ids } from "../store/factories.js";

const sha256 = (text) => createHash("sha256").update(text).digest("base64url");
const flipped = (jwe) => {
  const parts = jwe.split(".");
  parts[3] = (parts[3][0] === "A" ? "B" : "A") + parts[3].slice(1);
  return parts.join(".");
};
const otherKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const another = (vault) => envelope({ vault, author: ids.next(), device: ids.next() });

/** On `read`: the envelopes of an answer, changed. Nothing is lied about an empty one. */
const onRead = (kinds, lie) => ({ kinds, answers: (name, answer, server) => name === "read" && answer.envelopes.length > 0 && lie(answer, server) !== false });

export const LIES = {
  "drops the first of what is new": onRead(["gap"], (answer) => void answer.envelopes.shift()),
  "drops the last of what is new": onRead(["gap"], (answer) => void answer.envelopes.pop()),
  "drops one in the middle": onRead(["gap"], (answer) => answer.envelopes.length > 2 && answer.envelopes.splice(1, 1).length > 0),
  "puts two in each other's place": onRead(["other-envelope", "gap"], ({ envelopes }) => {
    const [one, two] = envelopes;
    if (!two || one.vault !== two.vault) return false;
    [one.jwe, two.jwe] = [two.jwe, one.jwe];
    [one.sig, two.sig] = [two.sig, one.sig];
  }),
  "gives two the numbers of each other": onRead(["gap", "other-envelope"], ({ envelopes }) => {
    const [one, two] = envelopes;
    if (!two || one.vault !== two.vault) return false;
    [one.number, two.number] = [two.number, one.number];
  }),
  "alters a byte": onRead(["other-envelope"], ({ envelopes }) => void (envelopes[0].jwe = flipped(envelopes[0].jwe))),
  "puts another signature beside it": onRead(["other-envelope"], ({ envelopes }) => void (envelopes[0].sig = another(envelopes[0].vault).sig)),
  "alters a receipt": onRead(["signature"], ({ envelopes }) => void (envelopes[0].receipt = flipped(envelopes[0].receipt.replace(/\.([^.]+)$/u, ".x.$1")).replace(/\.x\./u, "."))),
  "sends no receipt at all": onRead(["signature"], ({ envelopes }) => void (envelopes[0].receipt = "none")),
  "repeats one under the next number": onRead(["gap", "other-envelope"], ({ envelopes }) => {
    const last = envelopes.at(-1);
    envelopes.splice(envelopes.length - 1, 0, { ...last, number: last.number });
  }),
  "shows an envelope of another vault": onRead(["other-envelope"], ({ envelopes }) => {
    const { jwe, sig } = another(ids.next());
    Object.assign(envelopes[0], { jwe, sig });
  }),
  "signs with a key of its own": onRead(["signature"], ({ envelopes }, server) => {
    for (const each of envelopes) {
      const prev = JSON.parse(Buffer.from(each.receipt.split(".")[1], "base64url")).prev;
      each.receipt = server.receiptFor(each.vault, each.number, each, prev, otherKey);
    }
  }),
  "says that it has less": { kinds: ["gone-back"], answers: (name, answer) => name === "changes" && answer.vaults.some((each) => each.head > 1 && (each.head = 1)) },
  "gives a receipt for a number that it does not show": {
    kinds: ["gap"],
    answers: (name, answer, server) => name === "append" && answer.items.some((each) => {
      if (each.number === null) return false;
      const [vault, row] = [...server.vaults].find(([, { envelopes }]) => envelopes.some(({ receipt }) => receipt === each.receipt));
      const place = each.number - 1;
      each.number += 40;
      each.receipt = server.receiptFor(vault, each.number, row.envelopes[place], sha256("nothing"));
      row.envelopes.splice(place);
      return true;
    }),
  },
  "forks its chain": { kinds: ["fork"], turns: (server, vault) => rewrite(server, vault, (items) => [another(vault), ...items.slice(1)]) },
  "forks its chain at the end": { kinds: ["fork"], turns: (server, vault) => rewrite(server, vault, (items) => [...items.slice(0, -1), another(vault), another(vault)]) },
};

/** The server signs another chain for a vault, with its real key; true when it had one. */
function rewrite(server, vault, change) {
  const row = server.vaults.get(vault);
  if (!row || row.envelopes.length === 0) return false;
  const items = change(row.envelopes);
  row.envelopes = [];
  items.forEach((item) => server.store({ jwe: item.jwe, sig: item.sig }));
  return true;
}

/** A transport that lies while it is told to. */
export function createLiar(server) {
  const liar = { lie: null, lied: 0, transport: { call } };
  async function call(method, path, body) {
    const reply = await server.transport.call(method, path, body);
    const name = path.split("?")[0];
    if (liar.lie?.answers?.(name, reply.body, server)) liar.lied += 1;
    return reply;
  }
  return liar;
}

export const newNotes = (vault, count, prev) => chain(vault, count, { prev });
