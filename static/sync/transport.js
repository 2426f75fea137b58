/**
 * One method between the app and the server's HTTP: `call`. Tests swap the network for a function here and nowhere else.
 *
 * Only a JSON answer of our own server is an answer. Anything else (no network, a timeout, the sign-in page of a hotel's wifi) is `Offline`, so that nobody
 * takes it for a word of the server; a proxy's word that the server behind it is down (RFC 9110 §15.6) is `Unanswered`: there is signal, only no server. Unsafe methods carry the CSRF token (PROTOCOL §7), fetched when first needed and again when the server says it is old.
 */
import { Offline, Refused, Unanswered } from "../lib/errors.js";

/**
 * @typedef {{status: number, body: any}} Reply
 * @typedef {{call: (method: string, path: string, body?: object) => Promise<Reply>}} Transport
 */

const API = "/api/v1/";
const TIMEOUT_MILLISECONDS = 30_000;
const SAFE = new Set(["GET", "HEAD"]);
const NOBODY_BEHIND_THE_PROXY = new Set([502, 503, 504]);

/**
 * @param {{fetch: typeof globalThis.fetch, base?: string, timeout?: number}} parts  base: the origin, or nothing for that of the page
 * @returns {Transport}
 */
export function createTransport({ fetch, base = "", timeout = TIMEOUT_MILLISECONDS }) {
  /** @type {string|null} */ let token = null;

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<Reply>} */
  async function call(method, path, body) {
    if (!SAFE.has(method) && token === null) await send("GET", "session");
    try {
      return await send(method, path, body);
    } catch (error) {
      const isOldToken = error instanceof Refused && error.code === "csrf" && !SAFE.has(method);
      if (!isOldToken) throw error;
      await send("GET", "session");
      return send(method, path, body);
    }
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<Reply>} */
  async function send(method, path, body) {
    const reply = await exchange(fetch, base + API + path, requestOf(method, token, body), timeout);
    if (typeof reply.body.csrf === "string") token = reply.body.csrf;
    if (reply.status < 200 || reply.status > 299) throw refusal(reply);
    return { status: reply.status, body: reply.body };
  }

  return { call };
}

/** @param {string} method @param {string|null} token @param {object} [body] @returns {RequestInit} */
function requestOf(method, token, body) {
  /** @type {Record<string, string>} */ const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (!SAFE.has(method) && token !== null) headers["X-CSRFToken"] = token;
  return { method, headers, body: body === undefined ? null : JSON.stringify(body), credentials: "same-origin", cache: "no-store", redirect: "error" };
}

/**
 * @param {typeof globalThis.fetch} fetch @param {string} address @param {RequestInit} request @param {number} timeout
 * @returns {Promise<Reply & {retryAfter: number}>}
 */
async function exchange(fetch, address, request, timeout) {
  let status = 0;
  try {
    const response = await fetch(address, { ...request, signal: AbortSignal.timeout(timeout) });
    status = response.status;
    const body = JSON.parse(await response.text());
    if (body === null || typeof body !== "object") throw new TypeError("expected a JSON object");
    return { status, body, retryAfter: Number(response.headers.get("Retry-After")) || 0 };
  } catch (cause) {
    throw noAnswer(status, cause);
  }
}

/** @param {number} status @param {unknown} [cause] */
const noAnswer = (status, cause) => (NOBODY_BEHIND_THE_PROXY.has(status) ? new Unanswered({ cause }) : new Offline({ cause }));

/** @param {Reply & {retryAfter: number}} reply */
function refusal({ status, body, retryAfter }) {
  const { code, fields, second } = body.error ?? {};
  if (typeof code !== "string") return noAnswer(status);
  return new Refused(code, { status, fields: fields ?? {}, retryAfter, second });
}
