/** Is what was opened the account that the agency certified? */

/** @param {{sealing: any, signing: any}} bundle @returns {(certificate: {sealing: any, signing: any}) => boolean} does a certificate name exactly these keys? */
export function namesKeysOf({ sealing, signing }) {
  const same = (/** @type {any} */ one, /** @type {any} */ other) => one.x === other.x && one.y === other.y;
  return (certificate) => same(certificate.sealing, sealing) && same(certificate.signing, signing);
}
