/**
 * From an error to words that say what to do. One home for that: screens show what this gives, never an error's own text.
 */

const CODES = new Set([
  "offline", "unavailable", "storage-full", "locked", "wrong-passphrase", "sign-in-failed", "signed-out", "too-many", "invitation-invalid",
  "pin-mismatch", "conflict", "too-short", "too-common", "not-found", "not-allowed", "script-not-recorded", "session-declined",
  "unsynced", "malformed", "preparation-refused", "script-refused", "downgraded", "clock-wrong", "no-directory", "too-large", "no-key", "recipient-unknown", "not-certified", "payload-invalid", "busy", "worker-failed", "cancelled",
  "second-step-failed", "second-step-missing", "step-passkey-exists", "step-passkey-unsupported", "guess-wait", "passkey-unsupported", "passkey-exists", "passkey-unknown", "no-device-key", "recovery-distrusted", "recovery-over", "handed-over", "draft-here", "part-missing", "declined", "unfinished-here", "kit-link-over", "kit-wrong", "kit-not-opened", "keys-changed", "keys-unsure", "pdf-letters", "releases-refused", "release-incomplete", "release-changed", "gate-closed",
]);

/** What one does about these is the same. */
const SAME_AS = new Map(Object.entries({
  "bad-signature": "malformed", "cannot-open": "malformed", internal: "unavailable", "device-chain": "busy", "vault-moved": "busy",
  "vault-key": "malformed", "second-step": "signed-out", "bad-request": "malformed", "wrong-type": "malformed", method: "malformed", csrf: "busy",
}));

/** Nothing went wrong: the app does what it promises. */
const NO_FAULT = new Set(["script-not-recorded", "session-declined"]);

/**
 * @param {{t: (key: string) => string}} i18n
 * @param {unknown} error
 * @returns {{title: string, body: string, code: string}}
 */
export function explain(i18n, error) {
  const given = error instanceof Error && "code" in error ? String(error.code) : "";
  const code = CODES.has(given) ? given : (SAME_AS.get(given) ?? "unknown");
  return { title: i18n.t(NO_FAULT.has(code) ? `app.error.${code}.title` : "app.error.title"), body: i18n.t(`app.error.${code}`), code };
}
