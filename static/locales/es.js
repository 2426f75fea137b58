/** Every text of the app in Spanish: the areas laid together. */
import app from "./app.es.js";
import common from "./common.es.js";
import consult from "./consult.es.js";
import entry from "./entry.es.js";
import leaving from "./leaving.es.js";
import me from "./me.es.js";
import officer from "./officer.es.js";
import people from "./people.es.js";
import push from "./push.es.js";
import release from "./release.es.js";
import risk from "./risk.es.js";
import second from "./second.es.js";
import script from "./script.es.js";
import share from "./share.es.js";
import start from "./start.es.js";
import sync from "./sync.es.js";

/** @type {import("../lib/i18n.js").Catalogue} */
export default Object.freeze({ ...app, ...common, ...consult, ...entry, ...leaving, ...me, ...officer, ...people, ...push, ...release, ...risk, ...script, ...second, ...share, ...start, ...sync });
