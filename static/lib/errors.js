/**
 * Everything the app may throw on purpose. Purpose: one closed tree, so that a screen can say what to do about each.
 *
 *   SottoError               has `code`; the words for it are the catalogue's `error.<code>`, chosen by the screens
 *   ├── Malformed            not what PROTOCOL.md describes; nothing in it was used
 *   │   ├── BadSignature     well formed, but not by the key that must have signed it
 *   │   │   ├── PinMismatch  an agency other than the one that this device was told to trust
 *   │   │   └── Unproved     receipts that do not prove what they came with; `kind` says how (PROTOCOL §4)
 *   │   ├── CannotOpen       well formed, but this key does not open it, or its bytes were changed
 *   │   └── Downgraded       key derivation parameters outside the safe range
 *   ├── Refused              the server (or a rule of ours) said no; `code` says why
 *   ├── Offline              no answer came: the only proof of being offline
 *   │   └── Unanswered       something on the way says that the agency's server does not answer; there is signal
 *   ├── StorageFull          the phone has no room; nothing was half-written
 *   ├── Locked               the keys are not in memory
 *   ├── WrongPassphrase      what it should open stayed shut
 *   ├── Cancelled            the person or the app stopped it
 *   └── Conflict             someone else was there first
 *
 * Invariant: no message carries a secret, a body or a name.
 */

export class SottoError extends Error {
  /**
   * @param {string} code
   * @param {string} message for whoever reads the code, never for the person
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

export class Malformed extends SottoError {
  /** @param {string} message  @param {ErrorOptions & {code?: string}} [options] */
  constructor(message, options) {
    super(options?.code ?? "malformed", message, options);
  }
}

export class BadSignature extends Malformed {
  /** @param {string} message  @param {ErrorOptions & {code?: string}} [options] */
  constructor(message, options) {
    super(message, { code: "bad-signature", ...options });
  }
}

export class PinMismatch extends BadSignature {
  constructor() {
    super("signed under a key that is not the pinned one", { code: "pin-mismatch" });
  }
}

/** @typedef {"gap"|"fork"|"signature"|"other-envelope"} Unproven */

export class Unproved extends BadSignature {
  /** @param {Unproven} kind @param {number} number  the first that is not proved @param {string|null} receipt  what came for it */
  constructor(kind, number, receipt) {
    super(`receipts: ${kind} at number ${number}`);
    this.kind = kind;
    this.number = number;
    this.receipt = receipt;
  }
}

export class CannotOpen extends Malformed {
  /** @param {string} message  @param {ErrorOptions} [options] */
  constructor(message, options) {
    super(message, { code: "cannot-open", ...options });
  }
}

export class Downgraded extends Malformed {
  /** @param {string} message */
  constructor(message) {
    super(message, { code: "downgraded" });
  }
}

export class Refused extends SottoError {
  /**
   * @param {string} code
   * @param {{status?: number, fields?: Record<string, string>, retryAfter?: number, second?: any, cause?: unknown}} [details] `retryAfter` in seconds;
   *   `second`: what a second step may be (PROTOCOL §10)
   */
  constructor(code, { status = 0, fields = {}, retryAfter = 0, second, cause } = {}) {
    super(code, `refused: ${code}`, cause === undefined ? undefined : { cause });
    this.status = status;
    this.fields = fields;
    this.retryAfter = retryAfter;
    this.second = second;
  }
}

export class Offline extends SottoError {
  /** @param {ErrorOptions & {code?: string}} [options] */
  constructor(options) {
    super(options?.code ?? "offline", "the server could not be reached", options);
  }
}

export class Unanswered extends Offline {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super({ cause: options?.cause, code: "unavailable" });
  }
}

export class StorageFull extends SottoError {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super("storage-full", "the device has no room left", options);
  }
}

export class Locked extends SottoError {
  constructor() {
    super("locked", "the keys are not in memory");
  }
}

export class WrongPassphrase extends SottoError {
  constructor() {
    super("wrong-passphrase", "this passphrase does not open it");
  }
}

export class Cancelled extends SottoError {
  constructor() {
    super("cancelled", "stopped before it was done");
  }
}

export class Conflict extends SottoError {
  /** @param {string} [code] */
  constructor(code = "conflict") {
    super(code, `conflict: ${code}`);
  }
}
