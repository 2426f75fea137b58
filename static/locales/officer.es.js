/** Words of the privacy officer's screens, in Spanish. */
export default Object.freeze({});
