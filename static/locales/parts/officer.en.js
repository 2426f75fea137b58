/** What the privacy officer's screens say, in English. */
import found from "../found.en.js";
import founding from "../founding.en.js";
import leaving from "../leaving.en.js";
import officer from "../officer.en.js";

/** @type {import("../../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...found, ...founding, ...leaving, ...officer });
