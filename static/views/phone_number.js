/** Whether what was typed as a phone number can be dialled: a wrong one is found out when somebody needs help. Pure. */

const DIALLABLE = /^[\d\s+().,*#-]+$/;
const FEWEST_DIGITS = 3;

/** @param {string} phone */
export function canBeDialled(phone) {
  return DIALLABLE.test(phone.trim()) && phone.replace(/\D/g, "").length >= FEWEST_DIGITS;
}
