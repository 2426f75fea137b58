/** Words of asking for a consult and answering it, in English. */
export default Object.freeze({});
