/**
 * The app's own files, one cache a build: whole or not at all. Nothing a person wrote is ever in here, and nothing of `/api`.
 *
 * Standard: Service Workers (W3C), Cache. A build's cache is removed only when no page of that build is open; pages say so by holding a
 * shared Web Lock (`lib/worker_names.js`), which the browser itself drops with the page.
 */
import { buildLock } from "../static/lib/worker_names.js";

const PREFIX = "sotto-shell-";
const SHELL = "/";
const BUILD_HEADER = "Sotto-Build";

/** @typedef {{build: string, precache: readonly string[], caches: CacheStorage, fetch: typeof globalThis.fetch, locks: LockManager|undefined, registration: Pick<ServiceWorkerRegistration, "installing"|"waiting">, origin: string}} Parts */

/** @param {Parts} parts */
export function createShellCache({ build, precache, caches, fetch, locks, registration, origin }) {
  const own = PREFIX + build;
  const files = new Set(precache.filter((address) => address !== SHELL));

  /** @param {string} address */
  async function fetchFresh(address) {
    const response = await fetch(new Request(new URL(address, origin), { cache: "no-cache", credentials: "omit" }));
    if (!response.ok || response.redirected) throw new Error(`expected ${address} to answer 200, got ${response.status}`);
    const served = response.headers.get(BUILD_HEADER);
    // The server was replaced between the worker's script and this file: what is here would not fit together.
    if (address === SHELL && served !== build) throw new Error(`expected the shell of build ${build}, got ${served}`);
    return response;
  }

  /** Fetches everything, then keeps everything; rejects, keeping nothing, when one file fails. */
  async function install() {
    const responses = await Promise.all(precache.map(fetchFresh));
    try {
      const cache = await caches.open(own);
      await Promise.all(precache.map((address, index) => cache.put(address, /** @type {Response} */ (responses[index]))));
    } catch (error) {
      await caches.delete(own);
      throw error;
    }
  }

  /** Fetches everything again when the browser has thrown something away. */
  async function mend() {
    const kept = await (await caches.open(own)).keys();
    if (kept.length < precache.length) await install();
  }

  /** Removes the caches of builds that no open page runs. Where locks are missing nobody knows, so nothing is removed while `pagesOpen`. @param {boolean} pagesOpen */
  async function tidy(pagesOpen) {
    const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== own);
    // Asked after the names were read: what a newer worker has put there so far is not old, and it is still here to say so.
    const isReplaced = registration.installing || registration.waiting;
    if (old.length === 0 || isReplaced || (!locks && pagesOpen)) return;
    const held = new Set((await locks?.query())?.held?.map((lock) => lock.name));
    const unused = old.filter((name) => !held.has(buildLock(name.slice(PREFIX.length))));
    await Promise.all(unused.map((name) => caches.delete(name)));
  }

  /**
   * The answer to a request, or null where the network should give it: the API, other pages of the server, other origins.
   * @param {Pick<Request, "url"|"method"|"mode">} request
   * @returns {(() => Promise<Response>)|null}
   */
  function answer({ url, method, mode }) {
    const { origin: target, pathname } = new URL(url);
    if (method !== "GET" || target !== origin) return null;
    if (mode === "navigate") return pathname === SHELL ? () => fromOwn(SHELL, url) : null;
    if (files.has(pathname)) return () => fromOwn(pathname, url);
    // A page of an earlier build asks for a file of its own.
    if (pathname.startsWith("/assets/")) return async () => (await caches.match(pathname)) ?? fetch(url);
    return null;
  }

  /** @param {string} address @param {string} url */
  async function fromOwn(address, url) {
    const cache = await caches.open(own);
    return (await cache.match(address)) ?? fetch(url);
  }

  return { install, mend, tidy, answer };
}
