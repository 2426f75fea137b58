/** Which module draws which place of `routes.js`. */
import { mount as answer } from "../views/answer/index.js";
import { mount as consult } from "../views/consult/index.js";
import { mount as consultNew } from "../views/consult_new/index.js";
import { mount as consults } from "../views/consults/index.js";
import { mount as install } from "../views/install/index.js";
import { mount as join } from "../views/join/index.js";
import { mount as me } from "../views/me/index.js";
import { mount as note } from "../views/note/index.js";
import { mount as noticed } from "../views/noticed/index.js";
import { mount as officer } from "../views/officer/index.js";
import { mount as open } from "../views/open/index.js";
import { mount as people } from "../views/people/index.js";
import { mount as person } from "../views/person/index.js";
import { mount as personNew } from "../views/person_new/index.js";
import { mount as rest } from "../views/rest/index.js";
import { mount as session } from "../views/session/index.js";
import { mount as setUp } from "../views/set_up/index.js";
import { mount as signIn } from "../views/sign_in/index.js";
import { mount as start } from "../views/start/index.js";
import { mount as steps } from "../views/steps/index.js";
import { mount as sync } from "../views/sync/index.js";
import { mount as today } from "../views/today/index.js";
import { mount as unlock } from "../views/unlock/index.js";
import { mount as waiting } from "../views/waiting/index.js";
import { mount as welcome } from "../views/welcome/index.js";

export { mount as helpScreen } from "../views/help/index.js";

/** @type {Record<string, import("./frame.js").Mount>} */
export const screens = {
  answer, consult, consults, install, join, me, note, noticed, officer, open, people, person, rest, session, start, steps, sync, today, unlock, waiting, welcome,
  again: start, "consult-new": consultNew, "person-new": personNew, "set-up": setUp, "sign-in": signIn,
};
