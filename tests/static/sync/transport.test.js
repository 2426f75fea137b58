/** Only a JSON answer of our own server counts as one; everything else is being offline. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Offline, Refused, Unanswered } from "../../../static/lib/errors.js";
import { createTransport } from "../../../static/sync/transport.js";

const json = (body, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers });
const refusal = (code, status, headers) => json({ error: { code, message: "" } }, status, headers);

function wire(...answers) {
  const requests = [];
  const fetch = async (address, request) => {
    requests.push({ address, ...request });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { requests, call: createTransport({ fetch, base: "http://phone.test" }).call };
}

test("an unsafe call fetches the token first and carries it; a safe one needs none", async () => {
  const { requests, call } = wire(json({ csrf: "one", signedIn: null }), json({ items: [] }), json({ items: [] }), json({ cursor: 0 }));
  await call("POST", "append", { items: [] });
  await call("POST", "append", { items: [] });
  await call("GET", "changes?after=0");
  assert.deepEqual(requests.map(({ method, address }) => `${method} ${new URL(address).pathname}`), ["GET /api/v1/session", "POST /api/v1/append", "POST /api/v1/append", "GET /api/v1/changes"]);
  assert.deepEqual(requests.map(({ headers }) => headers["X-CSRFToken"]), [undefined, "one", "one", undefined]);
});

test("an old token is renewed and the call repeated, once", async () => {
  const { requests, call } = wire(json({ csrf: "one" }), refusal("csrf", 400), json({ csrf: "two" }), json({ done: true }));
  assert.deepEqual((await call("POST", "append", {})).body, { done: true });
  assert.equal(requests.at(-1).headers["X-CSRFToken"], "two");
  const again = wire(json({ csrf: "one" }), refusal("csrf", 400), json({ csrf: "two" }), refusal("csrf", 400));
  await assert.rejects(again.call("POST", "append", {}), (error) => error instanceof Refused && error.code === "csrf");
});

test("the sign-in page of a hotel's wifi is no answer", async () => {
  await assert.rejects(wire(new Response("<html>Welcome to the hotel</html>")).call("GET", "session"), Offline);
  await assert.rejects(wire(new Response('"text"')).call("GET", "session"), Offline);
  await assert.rejects(wire(new Response("Bad gateway", { status: 502 })).call("GET", "session"), Offline);
  await assert.rejects(wire(json({ message: "not ours" }, 500)).call("GET", "session"), Offline);
});

test("a proxy that says that nobody answers behind it is not the same as no signal", async () => {
  for (const status of [502, 503, 504]) {
    await assert.rejects(wire(new Response("<h1>Bad gateway</h1>", { status })).call("GET", "session"), (error) => error instanceof Unanswered && error.code === "unavailable");
    await assert.rejects(wire(json({ detail: "not ours" }, status)).call("GET", "session"), Unanswered);
  }
  for (const other of [new TypeError("Failed to fetch"), new Response("<html>Hotel</html>"), new Response("Sign in to this network", { status: 511 })]) {
    await assert.rejects(wire(other).call("GET", "session"), (error) => error instanceof Offline && !(error instanceof Unanswered));
  }
});

test("no network is Offline; a refusal keeps its code, fields and how long to wait", async () => {
  await assert.rejects(wire(new TypeError("Failed to fetch")).call("GET", "session"), Offline);
  const call = wire(json({ error: { code: "too-many", message: "", fields: { secret: "wrong" } } }, 429, { "Retry-After": "30" })).call;
  await assert.rejects(call("GET", "session"), (error) => {
    assert.deepEqual([error.code, error.status, error.retryAfter, error.fields], ["too-many", 429, 30, { secret: "wrong" }]);
    return error instanceof Refused;
  });
});

test("a server that never answers is given up", async () => {
  const fetch = (_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const keepAlive = setTimeout(() => undefined, 1000);
  await assert.rejects(createTransport({ fetch, timeout: 10 }).call("GET", "session"), Offline);
  clearTimeout(keepAlive);
});
