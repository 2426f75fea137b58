/** Words of notifications, in Spanish. */
export default Object.freeze({});
