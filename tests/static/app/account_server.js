/**
 * The network's edge for tests of coming in: accounts, invitations, founding and the directory of one agency, after PROTOCOL.md §7, in memory and behind the
 * one method of a transport. Keys, seals and signatures are made by the app's own code, as they would be.
 */
import { Offline, Refused } from "../../../static/lib/errors.js";

export function createAccountServer({ ids }) {
  const server = {
    isReachable: true,
    agency: ids.next(),
    agencyName: "Shelter",
    receiptJwk: null,
    directory: /** @type {any} */ (null),
    agencyKeys: "",
    accounts: new Map(),
    invitations: new Map(),
    recoveries: new Map(),
    /** What came to `POST agency-keys` and counted. @type {any[]} */
    renewals: [],
    isOvertaken: false,
    losesAnswers: false,
    calls: [],
    /** Member who is signed in by this device's cookie, or null. */
    signedIn: /** @type {string|null} */ (null),
    transport: { call },
    /** By call; a test may put another in its place. */
    answers: /** @type {Record<string, any>} */ ({}),
    certify(member, certificate) {
      server.directory = { ...server.directory, version: server.directory.version + 1, certificates: [...server.directory.certificates, certificate] };
      accountOf(member).state = "active";
    },
    accountOf,
  };

  function accountOf(member) {
    return [...server.accounts.values()].find((account) => account.member === member);
  }

  /** What the server says of who is signed in. */
  function identity() {
    const account = server.signedIn && accountOf(server.signedIn);
    return account ? { member: account.member, device: account.device, agency: server.agency, role: account.role, name: account.name, state: account.state } : null;
  }

  function keep({ token: _, device, ...enrolment }, more) {
    if (server.accounts.has(enrolment.signInName)) throw new Refused("conflict", { status: 409 });
    server.accounts.set(enrolment.signInName, { ...enrolment, ...more, device: device.id, devices: [device.id] });
    server.signedIn = enrolment.member;
    return { signedIn: identity(), csrf: "token", deviceToken: tokenOf(device.id) };
  }

  /** As the server makes it: from the device, and nothing that is kept. */
  const tokenOf = (device) => `${device.replaceAll("-", "")}00000000000`;
  let questions = 0;

  /** The second step of `POST sign-in`, after the passphrase was right. */
  function expectSecondStep(account, { device, deviceToken, second }) {
    const known = deviceToken === tokenOf(device.id) && account.devices?.includes(device.id);
    if (!account.second || known) return;
    const { app, codes, passkeys } = account.second;
    if (!second) {
      account.second.question = `cXVlc3Rpb24${(questions += 1)}`;
      const ways = [...(app ? ["totp"] : []), ...(passkeys.length ? ["passkey"] : []), ...(codes.length ? ["recovery"] : [])];
      throw new Refused("second-step", { status: 401, second: { ways, challenge: passkeys.length ? account.second.question : null, passkeys } });
    }
    const fits = {
      totp: () => second.code === app,
      recovery: () => codes.includes(second.code) && codes.splice(codes.indexOf(second.code), 1).length === 1,
      passkey: () => passkeys.includes(second.assertion.id) && second.assertion.clientData === account.second.question && Boolean((account.second.question = "used")),
    };
    if (!fits[second.kind]()) throw new Refused("second-step-failed", { status: 401 });
  }

  const answers = {
    "GET session": () => ({ csrf: "token", build: "test", signedIn: identity() }),
    "POST sign-in/parameters"({ signInName }) {
      const { salt, kdf } = server.accounts.get(signInName) ?? { salt: "bm90LWEtcmVhbC1zYWx0LWF0LWFsbA", kdf: { name: "argon2id", memory: 65536, passes: 3, lanes: 1 } };
      return { salt, kdf };
    },
    "POST sign-in"({ signInName, secret, device, ...more }) {
      const account = server.accounts.get(signInName);
      if (account?.secret !== secret) throw new Refused("sign-in-failed", { status: 401 });
      expectSecondStep(account, { device, ...more });
      account.device = device.id;
      account.devices = [...(account.devices ?? []), device.id];
      server.signedIn = account.member;
      return { signedIn: identity(), csrf: "token", deviceToken: tokenOf(device.id), account: account.account };
    },
    "POST sign-out"() {
      if (!server.signedIn) throw new Refused("signed-out", { status: 401 });
      server.signedIn = null;
      return {};
    },
    "POST invitations/look"({ token }) {
      const invitation = server.invitations.get(token);
      if (!invitation) throw new Refused("invitation-invalid", { status: 410 });
      return { agency: server.agency, agencyName: server.agencyName, ...invitation, descriptor: server.directory.descriptor, successions: server.directory.successions };
    },
    "POST enrolments"(body) {
      const invitation = server.invitations.get(body.token);
      if (!invitation) throw new Refused("invitation-invalid", { status: 410 });
      server.invitations.delete(body.token);
      return keep(body, { ...invitation, state: "waiting" });
    },
    "POST set-up/look": () => ({ agency: server.agency, agencyName: server.agencyName, receipts: [server.receiptJwk] }),
    "POST set-up"({ descriptor, certificate, agencyKeys, ...body }) {
      server.agencyKeys = agencyKeys;
      server.directory = { version: 1, descriptor, certificates: [certificate], ended: [], reachable: [], successions: [] };
      return keep(body, { role: "officer", name: "Pat", state: "active" });
    },
    "GET directory"() {
      if (identity()?.state !== "active") throw new Refused("not-allowed", { status: 403 });
      return server.directory;
    },
    "GET agency-keys": () => ({ agencyKeys: server.agencyKeys }),
    "POST agency-keys"(body) {
      const { directory, renewals } = server;
      if (renewals.at(-1)?.succession !== body.succession) {
        if (server.isOvertaken) throw new Refused("conflict", { status: 409 });
        renewals.push(body);
        const { descriptor, certificates } = body;
        server.directory = { ...directory, version: directory.version + 1, descriptor, certificates, successions: [...directory.successions, body.succession] };
        server.agencyKeys = body.agencyKeys[0].jwe;
      }
      if (server.losesAnswers) throw new Offline();
      return {};
    },
    "GET records-grants": () => ({ vaults: [], more: false }),
    "GET recovery-bundles": () => ({ bundles: [...server.accounts.values()].filter(({ isRenewed }) => !isRenewed).map(({ member, recovery }) => ({ member, recovery })), more: false }),
    "PUT recovery-bundles"({ bundles }) {
      for (const { member, recovery } of bundles) Object.assign(accountOf(member), { recovery, isRenewed: true });
      return {};
    },
    "POST recover"({ signInName, requester }) {
      const token = `recovery-${server.recoveries.size}`;
      server.recoveries.set(token, { account: server.accounts.get(signInName.toLowerCase()), requester, recovered: null });
      return { token, expires: "2026-11-22T23:04:38.123+00:00" };
    },
    "POST recover/look": ({ token }) => ({ recovered: server.recoveries.get(token)?.recovered ?? null }),
    "POST recover/finish"({ token, ...changes }) {
      const request = server.recoveries.get(token);
      if (!request?.recovered) throw new Refused("not-found", { status: 404 });
      server.recoveries.delete(token);
      Object.assign(request.account, changes);
      server.signedIn = null;
      return {};
    },
    "GET devices/leaving": () => ({ token: tokenOf(identity()?.device) }),
    "GET devices": () => ({ devices: [{ id: identity()?.device, label: "Android", created: "", lastSeen: "", revoked: false, current: true }] }),
  };

  Object.assign(server.answers, answers);
  async function call(method, path, body) {
    server.calls.push(`${method} ${path}`);
    if (!server.isReachable) throw new Offline();
    return { status: 200, body: structuredClone(server.answers[`${method} ${path}`](body)) };
  }
  return server;
}
