/**
 * The network's edge for tests: a server that keeps PROTOCOL.md §4 and §7 in memory, behind the one method of a transport.
 * Receipts are real (ES256 over the real chain), so that what the client verifies is what it would verify anywhere.
 */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { Offline, Refused } from "../../../static/lib/errors.js";

const RANGE = 2 ** 28;
const encode = (value) => Buffer.from(value).toString("base64url");
const sha256 = (text) => createHash("sha256").update(text).digest("base64url");
const headerOf = ({ jwe }) => JSON.parse(Buffer.from(jwe.split(".")[0], "base64url").toString());

export function createServer({ member, device, directory = null, pageSize = 2000, pageVaults = 500 }) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
  const receiptJwk = { kty, crv, x, y };
  const kid = sha256(JSON.stringify({ crv, kty, x, y }));
  const server = {
    receiptJwk,
    signedIn: { member, device, agency: "", role: "specialist", name: "", state: "active" },
    directory: directory ?? { version: 1, descriptor: "", certificates: [], ended: [], reachable: [], successions: [] },
    sequence: 0,
    /** Which of the ranges of cursors; a restore as `flask restore` does it begins the next one. */
    range: 0,
    /** Show a vault only to those who hold a grant. */
    checksHolders: false,
    vaults: new Map(),
    calls: [],
    /** What a device without access handed in, by name; and the leaving token that lets it in. */
    handedIn: new Map(),
    leavingToken: null,
    /** What the next calls meet on the wire: functions (method, path, body, answer) that may throw, before or after the server acted. */
    before: () => undefined,
    after: () => undefined,
    refuse: () => null,
    store,
    vault,
    receiptFor,
    /** What phones said they found. */
    reports: [],
    snapshot: () => structuredClone({ sequence: server.sequence, vaults: server.vaults }),
    restore(snapshot) {
      Object.assign(server, structuredClone(snapshot));
    },
    /** As `flask restore` does it. @param {ReturnType<typeof server.snapshot>} snapshot */
    restoreAnew(snapshot) {
      server.restore(snapshot);
      server.range += 1;
    },
    transport: { call: (...request) => call(null, ...request) },
    /** The same server, asked by someone else. */
    transportAs: (someone) => ({ call: (...request) => call({ ...server.signedIn, ...someone }, ...request) }),
  };

  function vault(id) {
    if (!server.vaults.has(id)) server.vaults.set(id, { envelopes: [], grants: [], change: 0 });
    return server.vaults.get(id);
  }

  /** @param key  another one than the server's own, for receipts that prove nothing */
  function receiptFor(id, number, item, prev, key = privateKey) {
    const payload = JSON.stringify({ v: 1, vault: id, number, id: headerOf(item).id, hash: sha256(`${item.jwe}\n${item.sig}`), prev, at: "2026-11-22T21:04:38.123+00:00" });
    const signed = `${encode(JSON.stringify({ alg: "ES256", kid, typ: "sotto-receipt" }))}.${encode(payload)}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
  }

  /** Grants to others of epochs that this member holds; all of them with a grant that is new to the member. */
  function othersIn({ grants }, member, since) {
    const mine = grants.filter(({ to }) => to === member);
    const isNew = mine.some(({ change }) => change > since);
    const held = new Set(mine.map((each) => headerOf(each).epoch));
    const others = grants.filter((each) => each.to !== member && each.to !== "records" && held.has(headerOf(each).epoch) && (isNew || each.change > since));
    return others.map(({ jwe, sig }) => ({ jwe, sig }));
  }

  /** What append does for one item. */
  function store(item) {
    const { id, vault: name, typ, to } = headerOf(item);
    const code = server.refuse(item);
    if (code) return { id, status: code === "held" ? "held" : "refused", number: null, receipt: null, code: code === "held" ? null : code };
    const row = vault(name);
    if (typ === "sotto-grant") {
      const known = row.grants.some((each) => each.sig === item.sig);
      if (!known) row.grants.push({ jwe: item.jwe, sig: item.sig, to, change: (row.change = server.sequence += 1) });
      return { id, status: known ? "duplicate" : "stored", number: null, receipt: null, code: null };
    }
    const known = row.envelopes.find((each) => headerOf(each).id === id);
    if (known && known.sig !== item.sig) return { id, status: "refused", number: null, receipt: null, code: "id-taken" };
    if (known) return { id, status: "duplicate", number: known.number, receipt: known.receipt, code: null };
    const number = row.envelopes.length + 1;
    const last = row.envelopes.at(-1);
    const receipt = receiptFor(name, number, item, last ? sha256(last.receipt) : null);
    row.envelopes.push({ vault: name, number, jwe: item.jwe, sig: item.sig, receipt });
    row.change = server.sequence += 1;
    return { id, status: "stored", number, receipt, code: null };
  }

  const answers = {
    "GET session": (_, __, identity) => ({ csrf: "token", build: "test", signedIn: identity }),
    "POST hand-in"({ pieces }) {
      for (const { name, jwe } of pieces) server.handedIn.set(name, jwe);
      return {};
    },
    "POST leaving"({ token }) {
      if (token !== server.leavingToken) throw new Refused("sign-in-failed", { status: 401 });
      server.signedIn = { member, device, agency: "", role: "specialist", name: "", state: "ended" };
      return { csrf: "token", signedIn: server.signedIn };
    },
    "POST reports"(report) {
      server.reports.push(report);
      return {};
    },
    "GET directory": () => server.directory,
    "POST append": ({ items }) => ({ items: items.map(store) }),
    "POST read"({ vaults }) {
      const all = vaults.flatMap(({ vault: id, after }) => (server.vaults.get(id)?.envelopes ?? []).filter((each) => each.number > after));
      return { envelopes: all.slice(0, pageSize), more: all.length > pageSize };
    },
    "GET changes"(_, cursor, identity) {
      const after = cursor % RANGE;
      const reset = Math.floor(cursor / RANGE) !== server.range || after > server.sequence;
      const since = reset ? 0 : after;
      const isHeld = (row) => !server.checksHolders || row.grants.some((each) => each.to === identity.member);
      const changed = [...server.vaults].filter(([, row]) => row.change > since && isHeld(row)).sort((a, b) => a[1].change - b[1].change);
      const page = changed.slice(0, pageVaults);
      const more = changed.length > pageVaults;
      const vaults = page.map(([id, row]) => ({
        vault: id, head: row.envelopes.length,
        grants: row.grants.filter((each) => each.to === identity.member && each.change > since).map(({ jwe, sig }) => ({ jwe, sig })),
        others: othersIn(row, identity.member, since),
      }));
      return { cursor: server.range * RANGE + (more ? page.at(-1)[1].change : server.sequence), reset, directory: server.directory.version, vaults, more };
    },
  };

  async function call(identity, method, path, body) {
    const signedIn = identity ?? server.signedIn;
    const [name, query] = path.split("?after=");
    server.calls.push(`${method} ${name}`);
    server.before(method, name, body);
    if (!signedIn && !["session", "leaving"].includes(name)) throw new Refused("signed-out", { status: 401 });
    const answer = answers[`${method} ${name}`](body, Number(query), signedIn);
    server.after(method, name, body, answer);
    return { status: 200, body: structuredClone(answer) };
  }
  return server;
}

/** The wire is cut at these calls (counted from 1) to a path: before the server sees it, or after it acted and before the answer arrives. */
export function cut(server, path, { calls, when }) {
  let count = 0;
  const hook = (method, name) => {
    if (name !== path) return;
    count += 1;
    if (calls.includes(count)) throw new Offline();
  };
  server[when] = hook;
}
