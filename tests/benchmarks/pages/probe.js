/**
 * Put into the app's page before it starts, by the benchmarks only: it watches and notes times, and changes nothing.
 *
 * `benchmark.shown[name]`: when what the selector names was first on the screen; `derivedAt`: when the key derivation's worker answered;
 * `packedAt`: when the last transaction that wrote packs was on the disk. Milliseconds since the page began to load.
 */
(() => {
  const SHOWN = {
    unlock: "#passphrase",
    fifty: "[aria-labelledby=recent] > li:nth-child(50)",
  };
  const noted = { shown: {}, derivedAt: null, packedAt: null };
  globalThis.benchmark = noted;

  const afterPaint = (work) => requestAnimationFrame(() => setTimeout(work));
  const look = () => {
    for (const [name, selector] of Object.entries(SHOWN)) {
      if (name in noted.shown || !document.querySelector(selector)) continue;
      noted.shown[name] = null;
      afterPaint(() => (noted.shown[name] = performance.now()));
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });

  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...values) {
    if (this.name === "packs") this.transaction.addEventListener("complete", () => (noted.packedAt = performance.now()));
    return put.apply(this, values);
  };

  globalThis.Worker = class extends Worker {
    constructor(...parts) {
      super(...parts);
      this.addEventListener("message", () => (noted.derivedAt = performance.now()));
    }
  };
})();
