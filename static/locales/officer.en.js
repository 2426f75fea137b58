/** Words of the privacy officer's screens, in English. */
export default Object.freeze({});
