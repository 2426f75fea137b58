/** What the screens for nobody in particular say, in Spanish. */
import entry from "../entry.es.js";
import founding from "../founding.es.js";
import install from "../install.es.js";
import left from "../left.es.js";
import secondAsk from "../second_ask.es.js";

/** @type {import("../../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...entry, ...founding, ...install, ...left, ...secondAsk });
