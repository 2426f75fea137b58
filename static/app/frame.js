/**
 * What outlives the screens: tabs, the way to help, toasts, and the one outlet into which a screen is mounted.
 *
 * A screen that fails to draw shows its error in words with a way on; it never leaves an empty page.
 */
import { html, nothing, render } from "lit-html";
import { button, createToaster, crisisRow, focusHeading, page, notice, shell, sheet, tabs } from "../components/index.js";

/** @typedef {import("./router.js").Place} Place */
/**
 * What a screen gives back: how it leaves, and, when its inner steps are places of their own, how it moves to another of them.
 * @typedef {(() => void) & {update?: (params: Record<string, string>) => void}} Unmount
 * @typedef {(root: HTMLElement, context: any, params: Record<string, string>) => Unmount} Mount
 */

/**
 * @param {object} parts
 * @param {HTMLElement} parts.root
 * @param {(route: import("./routes.js").Route) => Mount|Promise<Mount>} parts.screenOf
 * @param {(root: HTMLElement, context: any, sheet: {close: () => void}) => () => void} parts.helpScreen
 * @param {() => any} parts.context
 */
export function createFrame({ root, screenOf, helpScreen, context }) {
  /** @type {Place|null} */
  let place = null;
  /** @type {Unmount|null} */
  let unmount = null;
  /** @type {(() => void)|null} */
  let unmountHelp = null;
  let shownPath = "";
  let helpOpen = false;
  /** @type {{today: number, consults: number}} */
  let waiting = { today: 0, consults: 0 };

  function draw() {
    const { i18n, account } = context();
    const isAtRest = place?.route.name === "rest";
    const isMember = account.state() === "unlocked" && !isAtRest;
    // Whoever holds a locked phone may need help too; there the sheet knows nothing of the agency. The page that hides says nothing at all.
    const mayNeedHelp = account.state() !== "none" && !isAtRest;
    render(
      shell({
        crisis: mayNeedHelp ? helpRow() : undefined,
        tabs: isMember && place?.route.tab ? tabs(tabList(i18n), i18n.t("app.places")) : undefined,
        overlay: mayNeedHelp ? helpSheet(i18n) : undefined,
      }),
      root,
    );
  }

  /** The way to help: at the foot of the shell, and of every sheet that would cover it there. */
  const helpRow = () => crisisRow({ label: context().i18n.t("app.help"), onOpen: openHelp });

  /** @param {any} i18n */
  function tabList(i18n) {
    const current = place?.route.tab;
    const tab = (/** @type {string} */ name, /** @type {any} */ icon, /** @type {number} */ count) => ({
      label: i18n.t(`app.tab.${name}`),
      href: `#/${name}`,
      icon,
      current: current === name,
      badge: count ? { text: String(count), label: i18n.plural("app.waitingForYou", count) } : undefined,
    });
    const me = tab("me", "person", 0);
    if (context().account.member()?.role === "officer") return [tab("officer", "shield", 0), me];
    return [tab("today", "home", waiting.today), tab("people", "people", 0), tab("consults", "message", waiting.consults), me];
  }

  /** @param {any} i18n */
  function helpSheet(i18n) {
    return sheet({
      open: helpOpen,
      id: "help",
      title: i18n.t("app.help"),
      closeLabel: i18n.t("common.close"),
      onClose: closeHelp,
      tone: "urgent",
      body: html`<div id="help-outlet" class="stack"></div>`,
    });
  }

  function openHelp() {
    if (helpOpen) return;
    helpOpen = true;
    draw();
    const outlet = root.querySelector("#help-outlet");
    if (outlet instanceof HTMLElement) unmountHelp = helpScreen(outlet, context(), { close: closeHelp });
  }

  function closeHelp() {
    unmountHelp?.();
    unmountHelp = null;
    helpOpen = false;
    draw();
  }

  /**
   * A change of state may bring one to the place where one is: then what stands there, and what is typed in it, stays.
   * @param {Place} next @param {string} path
   */
  function show(next, path) {
    if (path === shownPath && unmount) return draw();
    shownPath = path;
    if (unmount?.update && place?.route.name === next.route.name) {
      place = next;
      unmount.update(next.params);
      root.querySelector("main")?.scrollTo(0, 0);
      return focusHeading(root);
    }
    unmount?.();
    unmount = null;
    if (helpOpen) closeHelp();
    place = next;
    draw();
    const outlet = freshOutlet();
    const screen = screenOf(next.route);
    if (screen instanceof Promise) screen.then((mount) => fill(outlet, mount, next.params), (error) => fill(outlet, failing(error), {}));
    else fill(outlet, screen, next.params);
  }

  /** An outlet that was left while its screen was still being read stays as it is. @param {HTMLElement} outlet @param {Mount} mount @param {Record<string, string>} params */
  function fill(outlet, mount, params) {
    if (!root.contains(outlet)) return;
    try {
      unmount = mount(outlet, context(), params);
    } catch (error) {
      showFailure(outlet, error);
    }
    queueMicrotask(() => focusHeading(outlet));
  }

  /** @param {unknown} error @returns {Mount} */
  const failing = (error) => () => {
    throw error;
  };

  /** A new node a screen: what lit or a late promise of the last one remembers can never draw over the next. */
  function freshOutlet() {
    const host = /** @type {HTMLElement} */ (root.querySelector("#outlet"));
    const outlet = document.createElement("div");
    outlet.className = "shell__screen";
    host.replaceChildren(outlet);
    return outlet;
  }

  /** @param {HTMLElement} outlet @param {unknown} error */
  function showFailure(outlet, error) {
    const { i18n, explain, router } = context();
    const words = explain(error);
    render(
      page({
        title: words.title,
        body: notice({ tone: "attention", title: words.title, body: words.body }),
        action: button({ label: i18n.t("app.toToday"), kind: "primary", onClick: () => router.go("/today") }),
      }),
      outlet,
    );
  }

  /** Keys are gone: nothing decrypted may stay in the document. */
  function clear() {
    unmount?.();
    unmount = null;
    unmountHelp?.();
    unmountHelp = null;
    helpOpen = false;
    shownPath = "";
    toaster?.clear();
    toaster = region = null;
    render(nothing, root);
  }

  /**
   * One toaster for the life of a shell, so that the timer of an earlier word never clears a later one.
   * @type {import("../components/status.js").Toaster|null}
   */
  let toaster = null;
  /** @type {Element|null} */
  let region = null;

  /**
   * @param {string} text @param {{action?: {label: string, onClick: () => void}}} [options]
   * @returns {() => void} takes it back, if it is still there
   */
  function toast(text, { action } = {}) {
    const found = root.querySelector("#toasts");
    if (!(found instanceof HTMLElement)) return () => undefined;
    if (found !== region || !toaster) toaster = createToaster((region = found), { dismissLabel: context().i18n.t("common.close") });
    return toaster.show({ text, action });
  }

  /** The same place again, as after a change of language. */
  function remount() {
    if (!place) return;
    unmount?.();
    unmount = null;
    show(place, shownPath);
  }

  return {
    show,
    remount,
    clear,
    draw,
    toast,
    helpRow,
    /** @param {{today: number, consults: number}} counts */
    setWaiting(counts) {
      waiting = counts;
      draw();
    },
  };
}
