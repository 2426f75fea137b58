/**
 * Every text of the app in Spanish, for those who check and translate it: the parts of the app laid together, and what is said without any part.
 * The app itself reads one part at a time.
 */
import anyone from "./parts/anyone.es.js";
import first from "./parts/first.es.js";
import member from "./parts/member.es.js";
import officer from "./parts/officer.es.js";
import push from "./push.es.js";
import start from "./start.es.js";

/** @type {import("../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...first, ...anyone, ...member, ...officer, ...push, ...start });
