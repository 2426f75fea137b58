/** For the privacy officer. */
import { mount as officer } from "../../views/officer/index.js";

/** @type {import("./index.js").Screens} */
export const screens = { officer };
