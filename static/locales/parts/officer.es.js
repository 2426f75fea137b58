/** What the privacy officer's screens say, in Spanish. */
import found from "../found.es.js";
import founding from "../founding.es.js";
import leaving from "../leaving.es.js";
import officer from "../officer.es.js";

/** @type {import("../../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...found, ...founding, ...leaving, ...officer });
