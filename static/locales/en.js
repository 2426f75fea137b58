/**
 * Every text of the app in English, for those who check and translate it: the parts of the app laid together, and what is said without any part.
 * The app itself reads one part at a time.
 */
import anyone from "./parts/anyone.en.js";
import first from "./parts/first.en.js";
import member from "./parts/member.en.js";
import officer from "./parts/officer.en.js";
import push from "./push.en.js";
import start from "./start.en.js";

/** @type {import("../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...first, ...anyone, ...member, ...officer, ...push, ...start });
