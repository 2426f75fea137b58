/** Faults of the way to the server, on the real `fetch`: before the request, after the server acted, in the middle of the answer, twice, late. */

/** @typedef {"no network"|"answer lost"|"answer cut in the middle"|"request sent twice"|"answer late"|"a proxy's 503"|"server killed"} NetworkFault */

/** @type {readonly NetworkFault[]} */
export const NETWORK_FAULTS = ["no network", "answer lost", "answer cut in the middle", "request sent twice", "answer late", "a proxy's 503"];

/**
 * @param {{next: (path: string) => NetworkFault|null, onFault: (kind: string) => void, killServer: () => void, random: () => number}} parts
 *   next: what this request meets
 * @returns {typeof globalThis.fetch}
 */
export function createFaultyFetch({ next, onFault, killServer, random }) {
  let cookie = "";

  /** @param {any} address @param {any} request */
  async function real(address, request) {
    const response = await fetch(address, { ...request, headers: { ...request.headers, ...(cookie ? { Cookie: cookie } : {}) } });
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return response;
  }

  const lost = () => new TypeError("Failed to fetch");
  const pause = (/** @type {number} */ most) => new Promise((resolve) => setTimeout(resolve, random() * most));
  /** @type {Record<NetworkFault, (address: any, request: any) => Promise<Response>>} */
  const faults = {
    "no network": () => Promise.reject(lost()),
    "a proxy's 503": async () => new Response("<h1>Service Unavailable</h1>", { status: 503 }),
    async "answer lost"(address, request) {
      await real(address, request);
      throw lost();
    },
    async "answer cut in the middle"(address, request) {
      const response = await real(address, request);
      const text = await response.text();
      return new Response(text.slice(0, Math.floor(text.length * random())), response);
    },
    async "request sent twice"(address, request) {
      const [, second] = await Promise.all([real(address, request), real(address, request)]);
      return second;
    },
    async "answer late"(address, request) {
      const response = await real(address, request);
      await pause(60);
      return response;
    },
    async "server killed"(address, request) {
      const asked = real(address, request);
      await Promise.race([pause(25), asked.catch(() => undefined)]);
      killServer();
      return asked;
    },
  };

  return /** @type {any} */ ((/** @type {any} */ address, /** @type {any} */ request) => {
    const kind = next(new URL(address).pathname);
    if (!kind) return real(address, request);
    onFault(kind);
    return faults[kind](address, request);
  });
}
