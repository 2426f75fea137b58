/**
 * The ways to break a compact JWE, a compact JWS and a JSON object, each with the one error that it must give.
 *
 * A forge is {header, contents, make(headerBytes, contentBytes) -> text}. A breakage is [what was done, the broken text, the error].
 * Where only the form is wrong everything else is made right again, so that nothing but the check in question can refuse it.
 */

/** @typedef {{header: Record<string, any>, contents: Buffer, make: (header: Buffer, contents: Buffer) => string, others?: Record<string, any>}} Forge */

export const MALFORMED = { error: "malformed" };
export const BAD_SIGNATURE = { error: "bad-signature" };
export const CANNOT_OPEN = { error: "cannot-open" };

export const jsonBytes = (value) => Buffer.from(JSON.stringify(value));
export const textOf = ({ header, contents, make }) => make(jsonBytes(header), contents);

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const altered = (part) => (part[0] === "B" ? "C" : "B") + part.slice(1);
const unusedBitSet = (part) => part.slice(0, -1) + ALPHABET[ALPHABET.indexOf(part.at(-1)) + 1];
const otherType = (value) => (typeof value === "string" ? 7 : typeof value === "number" ? String(value) : "text");

/** Ways to spoil JSON whatever its members are. @returns {[string, Buffer][]} */
export function formBreakages(right) {
  const whole = right.toString();
  const [name, value] = Object.entries(JSON.parse(whole))[0];
  const open = whole.slice(0, -1);
  return [
    ["with a name that stands twice", Buffer.from(`${open},${JSON.stringify({ [name]: value }).slice(1)}`)],
    ["with a name that stands twice, once escaped", Buffer.from(`${open},"${escaped(name)}":${JSON.stringify(value)}}`)],
    ["with a byte order mark", Buffer.from(`\uFEFF${whole}`)],
    ["that is not UTF-8", Buffer.concat([Buffer.from(`${open},"extra":"`), Buffer.from([0xff]), Buffer.from('"}')])],
    ["with half a surrogate pair", Buffer.from(`${open},"extra":"\\udc00"}`)],
    ["with a comma too many", Buffer.from(`${open},}`)],
    ["that is cut off", Buffer.from(open)],
    ["that is null", Buffer.from("null")],
    ["that is empty", Buffer.alloc(0)],
  ];
}

const escaped = (name) => `\\u${name.charCodeAt(0).toString(16).padStart(4, "0")}${name.slice(1)}`;

/** Ways to spoil a JSON object that must have exactly its members. @returns {[string, Buffer][]} */
export function memberBreakages(right) {
  const members = JSON.parse(right.toString());
  const spoiled = Object.entries(members).flatMap(([name, value]) => {
    const { [name]: _, ...rest } = members;
    return [
      [`without the member ${name}`, jsonBytes(rest)],
      [`with ${name} of another type`, jsonBytes({ ...members, [name]: otherType(value) })],
      [`with ${name} null or a list`, jsonBytes({ ...members, [name]: value === null ? [] : [value] })],
    ];
  });
  return [...spoiled, ["with a member __proto__", withMember(right, '"__proto__":{}')], ["with an unknown member", withMember(right, '"x":1')], ...formBreakages(right)];
}

const withMember = (right, member) => Buffer.from(`${right.toString().slice(0, -1)},${member}}`);

const WRONG = {
  alg: ["none", "HS256", "A256KW", "ECDH-ES", "RSA-OAEP", "Dir", "es256"],
  enc: ["A128GCM", "A256CBC-HS512", "A256gcm"],
  typ: ["sotto-other", "JWT", ""],
  v: [0, 2, true],
  id: ["01A20537-18B1-76DE-9B0E-23C04EC03578", "01a20537-18b1-46de-9b0e-23c04ec03578"],
  at: ["2026-11-22T21:04:38.123Z", "2026-11-22T21:04:38-05:00", "2026-02-29T21:04:38.123-05:00", "0000-11-22T21:04:38.123-05:00"],
  epoch: [0, -1, 1.5, 2 ** 53],
  prev: ["", "A".repeat(42), `${"A".repeat(42)}B`],
  kid: ["", `${"A".repeat(42)}B`],
};

/** @param {Forge} forge @returns {[string, string, object][]} */
function headerBreakages(forge) {
  const made = (header) => forge.make(header, forge.contents);
  const members = memberBreakages(jsonBytes(forge.header)).map(([done, header]) => [`header ${done}`, made(header), MALFORMED]);
  const extras = Object.entries({ crit: ["v"], zip: "DEF", b64: false, cty: "JSON" });
  const values = Object.entries(WRONG).flatMap(([name, all]) => (name in forge.header ? all.map((value) => [name, value]) : []));
  const changed = [...extras, ...values].map(([name, value]) => [
    `header with ${name} ${JSON.stringify(value)}`,
    made(jsonBytes({ ...forge.header, [name]: value })),
    MALFORMED,
  ]);
  return [...members, ...changed];
}

/** Everything that may be wrong with a compact JWE and its header. @param {Forge} forge @returns {[string, string, object][]} */
export function jweBreakages(forge) {
  const text = textOf(forge);
  const [header, wrapped, vector, ciphertext, tag] = text.split(".");
  const join = (...parts) => parts.join(".");
  const swapped = Object.entries(forge.others ?? {}).map(([name, other]) => [
    `header member ${name} altered after sealing`,
    join(jsonBytes({ ...forge.header, [name]: other }).toString("base64url"), wrapped, vector, ciphertext, tag),
    CANNOT_OPEN,
  ]);
  const key = wrapped
    ? [
        ["encrypted key altered", join(header, altered(wrapped), vector, ciphertext, tag), CANNOT_OPEN],
        ["encrypted key missing", join(header, "", vector, ciphertext, tag), MALFORMED],
        ["encrypted key too long", join(header, `${wrapped}AA`, vector, ciphertext, tag), MALFORMED],
      ]
    : [["an encrypted key where none may be", join(header, "AAAA", vector, ciphertext, tag), MALFORMED]];
  return [
    ...headerBreakages(forge),
    ...swapped,
    ...key,
    ["nonce altered", join(header, wrapped, altered(vector), ciphertext, tag), CANNOT_OPEN],
    ["nonce of 15 bytes", join(header, wrapped, "A".repeat(20), ciphertext, tag), MALFORMED],
    ["ciphertext altered", join(header, wrapped, vector, altered(ciphertext), tag), CANNOT_OPEN],
    ["ciphertext missing", join(header, wrapped, vector, "", tag), CANNOT_OPEN],
    ["ciphertext padded", join(header, wrapped, vector, `${ciphertext}=`, tag), MALFORMED],
    ["tag altered", join(header, wrapped, vector, ciphertext, altered(tag)), CANNOT_OPEN],
    ["tag of 12 bytes", join(header, wrapped, vector, ciphertext, tag.slice(0, 16)), MALFORMED],
    ["tag with an unused bit set", join(header, wrapped, vector, ciphertext, unusedBitSet(tag)), MALFORMED],
    ["a line break in the ciphertext", join(header, wrapped, vector, `${ciphertext}\n`, tag), MALFORMED],
    ["truncated", text.slice(0, -23), MALFORMED],
    ["truncated by one character", text.slice(0, -1), MALFORMED],
    ["a sixth part", `${text}.`, MALFORMED],
    ["empty text", "", MALFORMED],
  ];
}

/** Everything that may be wrong with a compact JWS and its header. @param {Forge} forge @returns {[string, string, object][]} */
export function jwsBreakages(forge, { detached = false } = {}) {
  const text = textOf(forge);
  const [header, payload, signature] = text.split(".");
  return [
    ...headerBreakages(forge),
    ["signature altered", `${header}.${payload}.${altered(signature)}`, BAD_SIGNATURE],
    ["signature of zeros", `${header}.${payload}.${"A".repeat(86)}`, BAD_SIGNATURE],
    ["signature with an unused bit set", `${header}.${payload}.${unusedBitSet(signature)}`, MALFORMED],
    ["signature cut", `${header}.${payload}.${signature.slice(0, -2)}`, MALFORMED],
    ["signature missing", `${header}.${payload}.`, MALFORMED],
    ["truncated", text.slice(0, -30), MALFORMED],
    ["a fourth part", `${text}.`, MALFORMED],
    ["empty text", "", MALFORMED],
    [`payload ${detached ? "attached" : "detached"}`, `${header}.${detached ? forge.contents.toString("base64url") : ""}.${signature}`, MALFORMED],
  ];
}
