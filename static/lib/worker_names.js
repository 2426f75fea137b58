/**
 * Names that the page and the service worker share besides the messages of `messages.js`.
 */

/** Page to service worker: a page has opened; remove the files of builds that no page runs, and fetch what the browser threw away. */
export const TIDY = "tidy";
/** Page to service worker: notifications speak this language from now on. */
export const LANGUAGE = "language";
/** The tag of Background Sync: send what waits. */
export const QUEUE_TAG = "sotto-queue";

/** The Web Lock that every page of a build holds while it is open; the worker keeps the files of each build that is held. @param {string} build */
export const buildLock = (build) => `sotto-build-${build}`;
