/** Is what was opened the account that the agency certified? */

/** @param {{x: string, y: string}} one @param {{x: string, y: string}} other */
export const isSameKey = (one, other) => one.x === other.x && one.y === other.y;

/** @param {{sealing: any, signing: any}} bundle @returns {(certificate: {sealing: any, signing: any}) => boolean} does a certificate name exactly these keys? */
export function namesKeysOf({ sealing, signing }) {
  return (certificate) => isSameKey(certificate.sealing, sealing) && isSameKey(certificate.signing, signing);
}
