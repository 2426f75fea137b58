/**
 * Did the browser throw away what this phone kept? Its storage can go as a whole, under pressure or by a cleaner's hand; the sign-in, a cookie, stays. So a
 * browser that the server still lets in, and that holds nobody, was emptied. Asked once, and again after no answer; whoever signed out has no sign-in left.
 */
import { Offline } from "../lib/errors.js";

/**
 * @param {{protocol: any, account: {state(): string, left(): object|null}, onChange: () => void}} parts
 */
export function createEmptied({ protocol, account, onChange }) {
  let isKnown = false;
  let isEmptied = false;
  const isNobody = () => account.state() === "none" && account.left() === null;

  return {
    async look() {
      if (isKnown || !isNobody()) return;
      isKnown = true;
      try {
        const { signedIn } = await protocol.session();
        // A phone whose access has ended emptied itself, and said so then.
        isEmptied = signedIn !== null && signedIn.state !== "ended";
      } catch (error) {
        if (!(error instanceof Offline)) throw error;
        isKnown = false;
      }
      if (isEmptied) onChange();
    },
    isEmptied: () => isEmptied && isNobody(),
  };
}
