/** Words of sending and of what is only on this phone, in Spanish. */
export default Object.freeze({});
