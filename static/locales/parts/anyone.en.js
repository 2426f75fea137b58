/** What the screens for nobody in particular say, in English. */
import entry from "../entry.en.js";
import founding from "../founding.en.js";
import install from "../install.en.js";
import left from "../left.en.js";
import secondAsk from "../second_ask.en.js";

/** @type {import("../../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...entry, ...founding, ...install, ...left, ...secondAsk });
