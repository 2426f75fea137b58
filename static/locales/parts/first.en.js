/** What is spoken until Today is on the screen, and by whatever stands around every screen, in English. */
import app from "../app.en.js";
import common from "../common.en.js";
import help from "../help.en.js";
import today from "../today.en.js";
import unlock from "../unlock.en.js";

/** @type {import("../../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...app, ...common, ...help, ...today, ...unlock });
