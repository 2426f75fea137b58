/** The agency's settings as a form: reading them in, checking them, and giving back what is to be signed. Pure. */
import { canBeDialled } from "../phone_number.js";

import { lockTimesOf } from "../../domain/lock_times.js";

/**
 * @typedef {{member: string|null, name: string, phone: string}} OnCall  as PROTOCOL.md §3 has it
 * @typedef {"yes"|"no"|"unsure"} Answer
 * @typedef {"off"|"required"} Policy
 * @typedef {{language: "en"|"es", part2: Answer, onCall: OnCall[], mandated?: {child: Answer, adult: Answer}, lock?: LockTimes, secondStep?: Policy}} AgencySettings
 * @typedef {AgencySettings & {mandated: {child: Answer, adult: Answer}, lock: LockTimes, secondStep: Policy}} SettingsForm
 * @typedef {import("../../domain/lock_times.js").LockTimes} LockTimes
 */

const NOBODY = Object.freeze({ member: null, name: "", phone: "" });

/** @param {AgencySettings} settings @returns {SettingsForm} its own copy, with at least one line to fill in; not answered yet is not sure */
export function formOfSettings({ language, part2, mandated, lock, secondStep = "off", onCall }) {
  return { language, lock: lockTimesOf(lock ? { lock } : null), secondStep, part2, mandated: { child: "unsure", adult: "unsure", ...mandated }, onCall: onCall.length ? onCall.map((each) => ({ ...each })) : [{ ...NOBODY }] };
}

/** @param {OnCall[]} onCall */
export const withOneMore = (onCall) => [...onCall, { ...NOBODY }];

/** @param {OnCall[]} onCall @param {number} index */
export const without = (onCall, index) => onCall.filter((_, each) => each !== index);

/** @param {OnCall[]} onCall @param {number} index @param {Partial<OnCall>} change */
export const changed = (onCall, index, change) => onCall.map((each, at) => (at === index ? { ...each, ...change } : each));

/**
 * What still wants an answer, by the id of its field. Somebody must be on call: else the row for help leads to nobody.
 * @param {OnCall[]} onCall
 * @returns {Record<string, "nobody"|"name"|"phone">}
 */
export function onCallErrors(onCall) {
  /** @type {Record<string, "nobody"|"name"|"phone">} */
  const errors = {};
  onCall.forEach(({ name, phone }, index) => {
    if (isBlank({ name, phone })) return;
    if (!name.trim()) errors[`on-call-name-${index}`] = "name";
    if (!canBeDialled(phone)) errors[`on-call-phone-${index}`] = "phone";
  });
  if (onCall.every(isBlank)) errors[onCall.length ? "on-call-name-0" : "add-on-call"] = "nobody";
  return errors;
}

/** What is signed: lines left empty are left out. @param {SettingsForm} form @returns {SettingsForm} */
export function toSign({ language, part2, mandated, lock, secondStep, onCall }) {
  const people = onCall.filter((each) => !isBlank(each)).map(({ member, name, phone }) => ({ member, name: name.trim(), phone: phone.trim() }));
  return { language, part2, mandated, lock, secondStep, onCall: people };
}

/** @param {{name: string, phone: string}} line */
function isBlank({ name, phone }) {
  return !name.trim() && !phone.trim();
}
