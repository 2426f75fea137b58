/** What the screens of members say, in Spanish. */
import consult from "../consult.es.js";
import found from "../found.es.js";
import me from "../me.es.js";
import people from "../people.es.js";
import release from "../release.es.js";
import returned from "../returned.es.js";
import risk from "../risk.es.js";
import script from "../script.es.js";
import second from "../second.es.js";
import share from "../share.es.js";
import sync from "../sync.es.js";

/** @type {import("../../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...consult, ...found, ...me, ...people, ...release, ...returned, ...risk, ...script, ...second, ...share, ...sync });
