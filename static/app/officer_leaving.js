/**
 * What the privacy officer does when somebody loses a phone or leaves: take access away, and decide about what was handed in afterwards.
 */

/** @param {{protocol: any, account: any}} parts */
export function createOfficerLeaving({ protocol, account }) {
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
    endAccess: (/** @type {string} */ member) => thenRefresh(() => protocol.endAccess(member)),
    revokeDevice: (/** @type {string} */ device) => thenRefresh(() => protocol.revokeAnyDevice(device)),
    held: async () => (await protocol.held()).groups,
    decideHeld,
  };
}
