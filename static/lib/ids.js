/**
 * Ids: UUID version 7 (RFC 9562), lower case, made on the device that names the thing.
 * Invariant: one maker never gives the same id twice and its ids sort in the order they were given, also when the clock stands still or steps back.
 */
import { v7 } from "uuid";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** The counter of RFC 9562 §6.2 has 32 bits here; it starts low enough to be counted up within one millisecond. */
const COUNTER_START = 2 ** 31;
const COUNTER_END = 2 ** 32;

/** @param {unknown} value  @returns {value is string} */
export function isId(value) {
  return typeof value === "string" && ID.test(value);
}

/** @typedef {{next: () => string}} Ids */

/**
 * @param {{now: () => number}} clock
 * @returns {Ids}
 */
export function createIds(clock) {
  let moment = -Infinity;
  let counter = 0;
  const start = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return {
    next() {
      const now = clock.now();
      counter += 1;
      if (now > moment || counter === COUNTER_END) {
        moment = Math.max(now, moment + (counter === COUNTER_END ? 1 : 0));
        counter = start() % COUNTER_START;
      }
      return v7({ msecs: moment, seq: counter });
    },
  };
}
