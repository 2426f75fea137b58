/** What the screens of members say, in English. */
import consult from "../consult.en.js";
import found from "../found.en.js";
import me from "../me.en.js";
import people from "../people.en.js";
import release from "../release.en.js";
import returned from "../returned.en.js";
import risk from "../risk.en.js";
import script from "../script.en.js";
import second from "../second.en.js";
import share from "../share.en.js";
import sync from "../sync.en.js";

/** @type {import("../../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...consult, ...found, ...me, ...people, ...release, ...returned, ...risk, ...script, ...second, ...share, ...sync });
