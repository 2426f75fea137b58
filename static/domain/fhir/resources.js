/**
 * What the FHIR R4 resources have in common: how one names another, and who the people and places in them are.
 *
 * Inside one bundle each resource has an address of the form `urn:uuid:…` and is named by it, so that the bundle stands on its own.
 */
import { LABELS } from "./codes.js";

/** @typedef {Record<string, any> & {resourceType: string, id: string}} Resource */

/** @param {string} id  UUID */
export const addressOf = (id) => `urn:uuid:${id}`;

/** @param {string} id  UUID @param {string} [display] */
export const refersTo = (id, display) => ({ reference: addressOf(id), ...(display && { display }) });

/** Every resource carries the labels. @param {string} resourceType @param {string} id @param {Record<string, any>} members @returns {Resource} */
export const resource = (resourceType, id, members) => ({ resourceType, id, meta: { security: LABELS }, ...members });

/** @param {{id: string, name: string}} who @param {string} language */
export const patient = ({ id, name }, language) => resource("Patient", id, { name: [{ text: name }], communication: [{ language: { text: language }, preferred: true }] });

/** @param {{id: string, name: string, address?: string}} where */
export const organization = ({ id, name, address }) => resource("Organization", id, { name, ...(address && { address: [{ text: address }] }) });

/** @param {{id: string, name: string}} who */
export const practitioner = ({ id, name }) => resource("Practitioner", id, { name: [{ text: name }] });

/** @param {Resource[]} resources @param {{id: string, at: string}} made @returns {Resource} */
export function collection(resources, { id, at }) {
  const entry = resources.map((each) => ({ fullUrl: addressOf(each.id), resource: each }));
  return { resourceType: "Bundle", id, meta: { security: LABELS }, type: "collection", timestamp: at, entry };
}
