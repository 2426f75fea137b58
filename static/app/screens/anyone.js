/** For nobody in particular: the screens before somebody is in, and how to install. */
import { officerOf } from "../officer_context.js";
import { createRecovery } from "../recovery.js";
import { mount as install } from "../../views/install/index.js";
import { mount as join } from "../../views/join/index.js";
import { mount as left } from "../../views/left/index.js";
import { mount as recover } from "../../views/recover/index.js";
import { mount as recoverKit } from "../../views/recover_kit/index.js";
import { mount as setUp } from "../../views/set_up/index.js";
import { mount as signIn } from "../../views/sign_in/index.js";
import { mount as waiting } from "../../views/waiting/index.js";
import { mount as welcome } from "../../views/welcome/index.js";

/** @type {import("./index.js").Screens} */
export const screens = { install, join, left, recover, waiting, welcome, "recover-kit": recoverKit, "set-up": setUp, "sign-in": signIn };

/** Whoever founds an agency is its officer from then on, before leaving the page. */
export const context = { officer: officerOf, recovery: (/** @type {any} */ { store, protocol, cryptography: crypto, account, directory, clock }) => createRecovery({ store, protocol, crypto, account, directory, clock }) };
