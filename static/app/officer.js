/**
 * What the privacy officer does with the agency's keys, in this browser: invite, approve, change what the agency signed.
 *
 * The keys are opened for one act at a time and kept nowhere. A certificate is given only to the keys whose code both people compared.
 */
import { importSigner, issueCertificate, issueDescriptor, sealAgencyKeys, shortCode, spanFrom } from "../crypto/index.js";
import { createAgencyKeys } from "./agency_keys.js";

/**
 * @param {{protocol: any, keyring: any, repository: any, account: any, makeKit: (keys: any, agency: string) => Promise<{kit: string, kitPassphrase: string}>,
 *   clock: {now(): number, stamp(): string}, origin: string}} parts
 */
export function createOfficer({ protocol, keyring, repository, account, makeKit, clock, origin }) {
  const { open: openKeys } = createAgencyKeys({ protocol, keyring });

  const certifyingSigner = async () => importSigner((await openKeys()).certifying);

  async function people() {
    const { people: all, invitations } = await protocol.people();
    const withCodes = await Promise.all(all.map(async (/** @type {any} */ person) => ({
      ...person,
      shortCode: person.state === "waiting" ? await shortCode(person.sealing, person.signing) : null,
    })));
    return { people: withCodes, invitations };
  }

  /** @param {{name: string, role: "specialist"|"supervisor"|"officer"}} form */
  async function invite(form) {
    const { chain } = await repository.directory();
    const { token, expires } = await protocol.invite(form);
    return { link: `${origin}/#/join/${token}/${chain.keys.at(-1)}`, expires };
  }

  /** Signs what is on the officer's screen: the caller has compared its code. Another officer gets the agency's keys as well. @param {{member: string, name: string, role: "specialist"|"supervisor"|"officer", sealing: any, signing: any}} person */
  async function approve({ member, name, role, sealing, signing }) {
    const span = spanFrom(clock.now());
    const keys = await openKeys();
    const certificate = await issueCertificate({ agency: keyring.agency, member, name, role, sealing, signing, ...span }, await importSigner(keys.certifying));
    await protocol.certify({ certificate, ...(role === "officer" ? { agencyKeys: await sealAgencyKeys(keys, keyring.agency, sealing) } : {}) });
    await account.refreshDirectory();
  }

  /** @param {object} change */
  async function saveSettings(change) {
    const { descriptor } = await repository.directory();
    const next = { ...descriptor, settings: { ...descriptor.settings, ...change }, at: clock.stamp() };
    await protocol.describe({ descriptor: await issueDescriptor(next, await certifyingSigner()) });
    await account.refreshDirectory();
  }

  return {
    people, invite, approve, saveSettings,
    /** Another kit for the same keys; an earlier one goes on opening with its own words. */
    makeKit: async () => makeKit(await openKeys(), keyring.agency),
    decline: (/** @type {string} */ member) => protocol.decline(member),
    cancelInvitation: (/** @type {string} */ id) => protocol.cancelInvitation(id),
    settings: async () => (await repository.directory()).descriptor.settings,
  };
}
