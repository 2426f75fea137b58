/** For the privacy officer. */
import { officerOf } from "../officer_context.js";
import { mount as officerKeys } from "../../views/officer_keys/index.js";
import { mount as officerKit } from "../../views/officer_kit/index.js";
import { mount as officerPerson } from "../../views/officer_person/index.js";
import { mount as officer } from "../../views/officer/index.js";

/** @type {import("./index.js").Screens} */
export const screens = { officer, "officer-keys": officerKeys, "officer-kit": officerKit, "officer-person": officerPerson };

export const context = { officer: officerOf };
