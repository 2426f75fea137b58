/**
 * The composition root: every part is made here, once, and handed to those that need it. Nothing else in the app makes parts of its own.
 */
import {
  createKdf, createKeyring, createVerifier, hashOf, itemHash, newVaultKey, openGrant, openLocal, randomBytes, readCertificate, readChain, readDescriptor, readHeader, receivedAt,
  sealEnvelope, sealGrant, sealLocal, thumbprint, validForSealing, validForSignature, verifyRun,
} from "../crypto/index.js";
import { createDirectory, createRepository } from "../domain/repository/index.js";
import { systemClock } from "../lib/clock.js";
import { BRAND } from "../lib/brand.js";
import { Offline } from "../lib/errors.js";
import { createIds } from "../lib/ids.js";
import { watchKeyboard } from "../platform/keyboard.js";
import { holdWhileOpen } from "../platform/locks.js";
import { createServiceWorker } from "../platform/service_worker.js";
import { createPasskeyDevice } from "../platform/passkey.js";
import { createStepPasskey } from "../platform/step_passkey.js";
import { createVisibility } from "../platform/visibility.js";
import { createBackgroundSync } from "../platform/background_sync.js";
import { openStore } from "../store/store.js";
import { createEngine } from "../sync/engine.js";
import { createLeaving } from "../sync/leaving.js";
import { createProtocol } from "../sync/protocol.js";
import { createTransport } from "../sync/transport.js";
import { createCover } from "../platform/cover.js";
import { watchHideKey } from "../platform/hide_key.js";
import { createAccount } from "./account.js";
import { createAutoLock } from "./auto_lock.js";
import { loadContent } from "./content.js";
import { createContext } from "./context.js";
import { createCryptography } from "./cryptography.js";
import { createDevice } from "./device.js";
import { createEmptied } from "./emptied.js";
import { explain } from "./explain.js";
import { showStartFailure, watchFailures } from "./failures.js";
import { createFrame } from "./frame.js";
import { elsewhere } from "./guard.js";
import { firstKnown, startTranslator } from "./languages.js";
import { createGuesses } from "./guesses.js";
import { createLending } from "./lending.js";
import { createNews } from "./news.js";
import { createPasskeys } from "./passkeys.js";
import { createRouter } from "./router.js";
import { createSecondEntry } from "./second_entry.js";
import { placeOf } from "./routes.js";
import { createScreens, helpScreen } from "./screens/index.js";
import { createSettings } from "./settings.js";
import { createSignals } from "./signals.js";
import { trustedScripts } from "./trusted_types.js";
import { createWindows } from "./windows.js";
import { createWords } from "./words.js";

const shell = document.documentElement.dataset;
const root = /** @type {HTMLElement} */ (document.querySelector("#app"));

/** The browser's language until the person's own choice is read. */
const preferred = firstKnown(navigator.languages);
const transport = createTransport({ fetch: window.fetch.bind(window) });
const protocol = createProtocol(transport);
const words = createWords({ reaches: serverAnswers });
const failures = watchFailures({ events: window, say: (error) => void sayStart(error) });

const scripts = trustedScripts(/** @type {any} */ (window), shell["kdfWorker"] ?? "");

const clock = systemClock;
const ids = createIds(clock);
const signals = createSignals((work) => requestAnimationFrame(work));
const serviceWorker = createServiceWorker({
  container: navigator.serviceWorker, locks: navigator.locks, scriptUrl: scripts.serviceWorker, build: shell["build"] ?? "",
  reload: () => location.reload(), page: document, now: Date.now,
});

// The words are asked for already: most often the person's choice is the browser's language.
const [store, content] = await Promise.all([
  openStore({ onBlocking: () => void shutDown(), onTerminated: () => location.reload() }),
  loadContent(JSON.parse(shell["content"] ?? "{}"), readContent),
  words.of(preferred),
]);
const keyring = createKeyring();
const cryptography = createCryptography({ argon2: createKdf(scripts.kdfWorker), ids, clock });
/** What records and who works here want of it, and no more: the rest is read with the screens that use it. */
const sealing = { createVerifier, itemHash, newVaultKey, openGrant, openLocal, readCertificate, readChain, readDescriptor, readHeader, receivedAt, sealEnvelope, sealGrant, sealLocal, thumbprint, validForSealing, validForSignature };
const directory = createDirectory({ store, crypto: sealing });
const passkeyDevice = createPasskeyDevice({
  credentials: navigator.credentials, publicKeyCredential: window.PublicKeyCredential, site: location.hostname, name: BRAND, random: randomBytes,
});
const stepPasskey = createStepPasskey({ credentials: navigator.credentials, publicKeyCredential: window.PublicKeyCredential, site: location.hostname, name: BRAND });
const passkeys = createPasskeys({ store, crypto: cryptography, device: passkeyDevice, clock });
const guesses = createGuesses({ store, steady: () => performance.now(), later: (work, milliseconds) => setTimeout(work, milliseconds), onChange: signals.raise });
await guesses.start();
const windows = createWindows({
  channel: "BroadcastChannel" in window ? new BroadcastChannel("sotto-windows") : null, locks: navigator.locks, hold: holdWhileOpen, later: setTimeout.bind(window),
  rest: async () => (account.state() === "unlocked" ? lock() : undefined), lookAgain: () => account.lookAgain(),
});
const account = await createAccount({
  store, protocol, crypto: cryptography, directory, keyring, ids, passkeys, guesses, deviceLabel: () => device.label(), onState: onAccount, windows,
  come: createSecondEntry({ protocol, passkey: stepPasskey }),
});
const device = createDevice({ window, serviceWorker, protocol, clock, reaches: serverAnswers, onChange: signals.raise });
const emptied = createEmptied({ protocol, account, onChange: signals.raise });
const leaving = createLeaving({ store, protocol, clock, prepare: async () => {
  await written();
  await windows.gather();
} });
const engine = createEngine({
  transport, store, clock, verifyRun, directory, locks: navigator.locks, onChange: signals.raise, onSignedOut: account.renewSignIn,
  leaving, onNobody: () => void account.lookAgain().then(emptied.look),
});
const repository = createRepository({ store, keyring, crypto: sealing, clock, ids, engine, directory, locks: navigator.locks });
repository.subscribe(signals.raise);
repository.subscribe((change) => void (change.directory ? account.reread() : undefined));

const settings = await createSettings({ store, document, preferred, read: words.of, onChange: ({ language }, spoken) => {
  speak(language, spoken);
  frame.remount();
} });
let i18n = await words.of(settings.get().language);
speak(settings.get().language, i18n);

const visibility = createVisibility(document, window);
/** @type {() => void} */
let takeWarningBack = () => undefined;
const autoLock = createAutoLock({
  page: document, wall: clock.now, steady: () => performance.now(), times: account.lockTimes, onLock: () => void lock(),
  later(work, milliseconds) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  onWarn(isSoon) {
    takeWarningBack();
    takeWarningBack = isSoon ? frame.toast(i18n.t("app.lockSoon"), { action: { label: i18n.t("app.stayOpen"), onClick: () => undefined } }) : () => undefined;
  },
});
const router = createRouter({ location, history, events: window, onPlace: () => arrive() });
const screens = createScreens({
  words: { has: (part) => words.has(settings.get().language, part), learn: (part) => words.learn(settings.get().language, part) },
  reaches: serverAnswers, onRead: (part) => context.take(part),
});
const frame = createFrame({ root, screenOf: screens.of, helpScreen, context: () => context });
const lending = createLending({
  gather: windows.gather, written, lock, go: (path) => router.go(path, { replace: true }), read: words.of, words: () => i18n, redraw: frame.remount,
  speak(words) {
    i18n = words;
    document.documentElement.lang = words.language;
  },
});
const context = createContext({
  repository, content, ids, clock, hashOf, account, cryptography, directory, engine, store, protocol, keyring, device, settings, stepPasskey,
  makeKit: cryptography.makeRecoveryKit, router, lending, origin: location.origin, i18n: () => i18n, toast: frame.toast, helpRow: frame.helpRow, onChange: signals.on, raise: signals.raise, lock, goOnInTab, onHide: () => void hide(), isEmptied: emptied.isEmptied,
});

failures.sayWith({ say: (error) => frame.toast(context.explain(error).body), isUnlocked: () => account.state() === "unlocked" });

/** Whatever it says, it is there: a part of the app that is missing now is missing there too. */
async function serverAnswers() {
  try {
    await protocol.session();
    return true;
  } catch (error) {
    return !(error instanceof Offline);
  }
}

/** @param {string} address */
async function readContent(address) {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.json();
  } catch (cause) {
    throw new Offline({ cause });
  }
  throw new Offline();
}

/** @param {unknown} error */
async function sayStart(error) {
  const said = await words.of(preferred).then((spoken) => ({ ...explain(spoken, error), again: spoken.t("common.tryAgain") }), unread);
  showStartFailure(root, said, () => location.reload());
}

function unread() {
  const { t } = startTranslator(preferred);
  return { title: t("start.unread.title"), body: t("start.unread.body"), again: t("start.unread.again") };
}

/** @param {"en"|"es"} language @param {typeof i18n} spoken */
function speak(language, spoken) {
  i18n = spoken;
  void serviceWorker.speak(language);
}

const AFTER_STARTING = 500;
const AFTER_UNLOCKING = 1_500;
/** Somebody came in or left: what is new is asked for at once, not at the next poll. */
function onAccount() {
  if (account.state() !== "unlocked") lending.over();
  arrive();
  isPushRenewed = false;
  if (account.state() !== "unlocked") return autoLock.stop();
  autoLock.start();
  // Asked of the browser each time until it promises: some promise only once the app is installed or much used. Me shows the answer.
  void device.keepStorage().finally(signals.raise);
  void engine.run().then(renewPush);
  setTimeout(prepare, AFTER_UNLOCKING);
}

/** What the next steps want, when opening has taken all it needs. */
function prepare() {
  void screens.prepare("member").then(context.prepare);
}

const UNLOCK = "/unlock";
const REST = "/rest";
/** Where a locked app waits: at Unlock, or, hidden by hand, on a page that says nothing. */
let shelter = UNLOCK;

/** Shows the place one is at, or the one where one has to be. A place that wants unlocking is kept for afterwards. */
let wanted = "";
/** What was about to begin in a tab of an iPhone, and whether its person said to go on there; asked again each time the app is opened. */
let begun = "/today";
let staysInTab = false;
function goOnInTab() {
  staysInTab = true;
  router.go(begun, { replace: true });
}

function arrive() {
  const { path, place } = router.here();
  const state = account.state();
  if (state === "none") wanted = "";
  if (state !== "locked" || path === UNLOCK) shelter = UNLOCK;
  const asked = elsewhere({ path, place, state, role: account.member()?.role ?? null, isLeft: account.left() !== null, lent: lending.place(), needsHomeScreen: !staysInTab && device.install().iosNeedsHomeScreen });
  if (asked === "/install") begun = path;
  const detour = asked === UNLOCK ? shelter : asked;
  if (detour && state === "locked" && place?.route.open !== "anyone") wanted = path;
  if (detour && state === "unlocked" && wanted) {
    const back = wanted;
    wanted = "";
    return router.go(back, { replace: true });
  }
  if (detour) return router.go(detour, { replace: true });
  if (place) frame.show(place, path);
}

/** The screen is empty at once; the keys go as soon as what was being typed is written down. */
async function lock() {
  const writing = written();
  frame.clear();
  const failure = await writing;
  await account.lock();
  if (failure) frame.toast(context.explain(failure).body);
}

/** At a touch or a key, whatever is going on: a page that says nothing stands there before anything else is done. */
async function hide() {
  if (account.state() !== "unlocked") return;
  const writing = written();
  frame.clear();
  frame.show(/** @type {import("./router.js").Place} */ (placeOf(REST)), REST);
  shelter = REST;
  await writing;
  await account.lock();
}

/** Another tab wants a newer store: what is being typed is kept, then this tab lets go. */
async function shutDown() {
  await written();
  store.close();
  location.reload();
}

/** @returns {Promise<unknown>} why something could not be written down, or null */
async function written() {
  try {
    await context.flush();
    return null;
  } catch (error) {
    return error;
  }
}

signals.on(() => void countWaiting().catch(unlessLocked));
/** Locked while it was counted: there is nobody to tell. @param {unknown} error */
function unlessLocked(error) {
  if (account.state() === "unlocked") throw error;
}

async function countWaiting() {
  if (account.state() !== "unlocked") return;
  const [unfinished, consults] = await Promise.all([context.notes.unfinished(), context.consults.list()]);
  const needsMe = consults.filter((/** @type {any} */ each) => (each.mine ? each.state === "answered" : !["answered", "closed"].includes(each.state)));
  frame.setWaiting({ today: unfinished.length, consults: needsMe.length });
}

const tellNews = createNews({ protocol, repository, say: () => frame.toast(i18n.t("leaving.news"), { action: { label: i18n.t("leaving.news.see"), onClick: () => router.go("/me") } }) });

/** Once after each unlock, as soon as the server has answered: in the turn that follows, or when there is signal again. */
let isPushRenewed = false;
signals.on(() => void renewPush());
async function renewPush() {
  // What is new is told to its owner alone.
  if (isPushRenewed || account.state() !== "unlocked" || lending.place() || engine.state().phase !== "idle") return;
  isPushRenewed = true;
  await account.keepLeavingToken().catch(signals.raise);
  await tellNews().catch(signals.raise);
  // A failure needs no words here: whoever shows notifications asks how they are, and says it loudly.
  await device.renewPush().catch(signals.raise);
}

const cover = createCover({ root: document.documentElement, window, isTouch: matchMedia("(pointer: coarse)").matches, isVisible: () => visibility.visible() });
visibility.onChange((isVisible) => {
  // Covered first, and uncovered last: what was away too long is locked before anything is seen again.
  if (!isVisible) cover.lay();
  autoLock.seen(isVisible);
  if (isVisible) cover.lift();
  void (isVisible ? account.lookAgain() : written());
});
watchHideKey({ page: document, onPress: () => void hide() });
serviceWorker.beforeUpdate(context.flush);
serviceWorker.onOpen((id) => router.go(`/open/${id}`));
watchKeyboard(window);
router.start();
engine.start();
// The formats of times take a phone long to make: while the passphrase is being typed, not before the first screen nor after unlocking.
setTimeout(() => i18n.time(clock.now()), AFTER_STARTING);
await serviceWorker.start();
const backgroundSync = createBackgroundSync(serviceWorker.registration);
repository.subscribe(() => void backgroundSync.ask());
