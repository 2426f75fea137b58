/** Words of asking for a consult and answering it, in Spanish. */
export default Object.freeze({});
