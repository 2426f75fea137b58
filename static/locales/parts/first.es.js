/** What is spoken until Today is on the screen, and by whatever stands around every screen, in Spanish. */
import app from "../app.es.js";
import common from "../common.es.js";
import help from "../help.es.js";
import today from "../today.es.js";
import unlock from "../unlock.es.js";

/** @type {import("../../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...app, ...common, ...help, ...today, ...unlock });
