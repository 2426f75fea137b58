/** Another page in the same place: seen from its top, with its heading read out. */
import { focusHeading } from "../components/index.js";

/** @param {HTMLElement} root of the screen, already drawn */
export function turnPage(root) {
  root.querySelector("main")?.scrollTo(0, 0);
  focusHeading(root);
}
