/** Every text of the app in English: the areas laid together. */
import app from "./app.en.js";
import common from "./common.en.js";
import consult from "./consult.en.js";
import entry from "./entry.en.js";
import leaving from "./leaving.en.js";
import me from "./me.en.js";
import officer from "./officer.en.js";
import people from "./people.en.js";
import push from "./push.en.js";
import release from "./release.en.js";
import risk from "./risk.en.js";
import second from "./second.en.js";
import script from "./script.en.js";
import share from "./share.en.js";
import start from "./start.en.js";
import sync from "./sync.en.js";

/** @type {import("../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...app, ...common, ...consult, ...entry, ...leaving, ...me, ...officer, ...people, ...push, ...release, ...risk, ...script, ...second, ...share, ...start, ...sync });
