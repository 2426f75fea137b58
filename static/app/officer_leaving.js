/**
 * What the privacy officer does when somebody loses a phone or leaves: take access away, and decide about what was handed in afterwards.
 */

/** @param {{protocol: any, account: any, regrant: ReturnType<typeof import("../domain/leaving/regrant.js").createRegrant>}} parts */
export function createOfficerLeaving({ protocol, account, regrant }) {
  /** @param {() => Promise<unknown>} act */
  async function thenRefresh(act) {
    await act();
    await account.refreshDirectory();
  }

  /** More than one call decides about much; what a vault refuses is counted. @param {string} device @param {"admit"|"keep"} decision */
  async function decideHeld(device, decision) {
    let decided = 0;
    for (;;) {
      const answer = await protocol.decideHeld({ device, decision });
      decided += answer.decided;
      const refused = answer.refused.reduce((/** @type {number} */ sum, /** @type {{count: number}} */ { count }) => sum + count, 0);
      if (answer.left === 0 || answer.decided === 0) return { decided, refused };
    }
  }

  return {
    /** The access first, so that nothing new is sealed to who leaves; then new keys for what they held. @param {string} member */
    async endAccess(member) {
      await thenRefresh(() => protocol.endAccess(member));
      return regrant.renew(member);
    },
    renewKeys: regrant.renew,
    giveCaseload: regrant.give,
    countHoldings: regrant.count,
    clearSecondStep: (/** @type {string} */ member) => protocol.clearSecondStep(member),
    revokeDevice: (/** @type {string} */ device) => thenRefresh(() => protocol.revokeAnyDevice(device)),
    held: async () => (await protocol.held()).groups,
    decideHeld,
  };
}

/** Every page. @param {any} protocol @returns {(member: string) => Promise<import("../domain/leaving/regrant.js").HeldVault[]>} */
export function holdingsOf(protocol) {
  return async (member) => {
    /** @type {import("../domain/leaving/regrant.js").HeldVault[]} */ const all = [];
    for (let more = true; more; ) {
      const page = await protocol.holdings(member, all.at(-1)?.vault ?? null);
      all.push(...page.vaults);
      more = page.more && page.vaults.length > 0;
    }
    return all;
  };
}
