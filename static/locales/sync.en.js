/** Words of sending and of what is only on this phone, in English. */
export default Object.freeze({});
