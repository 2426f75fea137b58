/** People, sessions, notes. */
export default Object.freeze({});
