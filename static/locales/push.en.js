/** Words of notifications, in English. */
export default Object.freeze({});
