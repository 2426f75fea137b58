/** From address to screen and back: our Back and the browser's agree, and ours never leaves the app. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createRouter } from "../../../static/app/router.js";

/** One tab: its history outlives the page, a page has one router. */
function openTab(hash = "") {
  let entries = [{ hash, state: null }];
  let at = 0;
  let events = new EventTarget();
  const tab = { left: false, seen: [], router: /** @type {any} */ (null), index: () => at };
  const moveTo = (index) => {
    if (index < 0) tab.left = true;
    if (index < 0 || index >= entries.length) return;
    at = index;
    events.dispatchEvent(new Event("hashchange"));
  };
  const location = {
    get hash() {
      return entries[at].hash;
    },
    set hash(value) {
      entries = [...entries.slice(0, at + 1), { hash: `#${value.replace(/^#/, "")}`, state: null }];
      moveTo(at + 1);
    },
  };
  const history = {
    get state() {
      return entries[at].state;
    },
    replaceState(state, _title, address) {
      entries[at] = { hash: address ?? entries[at].hash, state: structuredClone(state) };
    },
    back: () => moveTo(at - 1),
  };
  const load = () => {
    events = new EventTarget();
    tab.router = createRouter({ location, history, events, onPlace: ({ path, place }) => tab.seen.push([path, place?.route.name ?? null]) });
    tab.router.start();
  };
  load();
  return Object.assign(tab, { reload: load, browserBack: () => at > 0 && moveTo(at - 1), forward: () => moveTo(at + 1), follow: (path) => void (location.hash = path) });
}

test("the first place is shown at the start, whatever the address says", () => {
  assert.deepEqual(openTab().seen, [["/", null]]);
  assert.deepEqual(openTab("#/people/new").seen, [["/people/new", "person-new"]]);
  assert.deepEqual(openTab("#/<script>").seen, [["/<script>", null]]);
});

test("going somewhere shows it once; going where one is shows it again", () => {
  const tab = openTab("#/today");
  tab.router.go("/people");
  tab.router.go("/people");
  assert.deepEqual(tab.seen.map(([path]) => path), ["/today", "/people", "/people"]);
  assert.equal(tab.index(), 1);
});

test("a replaced place is not come back to", () => {
  const tab = openTab("#/today");
  tab.router.go("/people");
  tab.router.go("/consults", { replace: true });
  tab.router.back("/me");
  assert.equal(tab.router.path(), "/today");
});

test("Back from the first place leads to the fallback and stays in the app", () => {
  const tab = openTab("#/sync");
  tab.router.back("/today");
  assert.deepEqual([tab.router.path(), tab.left], ["/today", false]);
});

test("Back after a link, after the browser's own Back and after a reload leads to where one came from", () => {
  const tab = openTab("#/today");
  tab.follow("/people");
  tab.follow("/sync");
  tab.browserBack();
  tab.reload();
  tab.router.back("/me");
  assert.equal(tab.router.path(), "/today");
  tab.router.back("/me");
  assert.deepEqual([tab.router.path(), tab.left], ["/me", false]);
});

test("however one wanders, our Back never leaves the app and goes one place back when there is one", () => {
  const place = fc.constantFrom("/today", "/people", "/consults", "/me", "/sync");
  const step = fc.oneof(
    fc.record({ act: fc.constantFrom("go", "replace", "follow"), to: place }),
    fc.record({ act: fc.constantFrom("browserBack", "forward", "reload", "back"), to: fc.constant("") }),
  );
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const tab = openTab("#/today");
    for (const { act, to } of steps) {
      const before = tab.index();
      if (act === "go") tab.router.go(to);
      else if (act === "replace") tab.router.go(to, { replace: true });
      else if (act === "follow") tab.follow(to);
      else if (act === "back") tab.router.back("/today");
      else tab[act]();
      if (act === "back") assert.equal(tab.index(), Math.max(before - 1, 0));
      assert.equal(tab.left, false);
    }
  }));
});
