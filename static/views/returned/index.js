/** What a phone of mine handed in and is not finished: each thing with its text, to go on with here or to give up. */
import { html, nothing } from "lit-html";
import { button, notice, page, sheet, skeleton } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { createScreen } from "../screen.js";
import { placeOfForm } from "../today/forms.js";

/** @typedef {import("../../domain/leaving/handed_in.js").Returned} Returned */
/** @typedef {import("../../domain/leaving/handed_in.js").FromPhone} FromPhone */

const FORM = "form/";

/** @param {HTMLElement} root @param {import("../context.js").Context} context */
export function mount(root, context) {
  const { t, plural, time } = context.i18n;
  const screen = createScreen(root, draw);
  const looking = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  const acting = createAttempt({ explain: explainDirect(context), draw: screen.draw });
  /** @type {FromPhone[]|null} */
  let phones = null;
  /** About to be given up. @type {Returned|null} */
  let asked = null;

  const load = () => looking.run(async () => (phones = await context.handedIn.look()));

  /** @param {Returned|null} next */
  function ask(next) {
    asked = next;
    screen.draw();
  }

  /** @param {() => Promise<void>} act @param {string} words */
  async function decide(act, words) {
    if (!(await acting.run(act))) return;
    asked = null;
    context.toast(words);
    phones = await context.handedIn.known();
    screen.draw();
  }

  function draw() {
    return page({
      title: t("leaving.returned.title"), back: t("common.back"), onBack: () => context.router.back("/today"), top: context.tools(),
      body: html`
        ${looking.words()}
        ${asked ? nothing : acting.words()}
        ${phones ? found(phones) : skeleton({ label: t("common.loading"), lines: 4 })}
        ${confirmation()}`,
    });
  }

  /** @param {FromPhone[]} all */
  function found(all) {
    if (all.length === 0) return html`<p>${t("leaving.returned.none")}</p>`;
    return html`<p>${t("leaving.returned.what")}</p>${all.map(fromPhone)}`;
  }

  /** @param {FromPhone} from @param {number} index */
  function fromPhone({ label, drafts, items, unreadable }, index) {
    const id = `from-${index}`;
    return html`<section class="stack" aria-labelledby=${id}>
      <h2 id=${id}>${t("leaving.returned.from", { label })}</h2>
      ${drafts.map((each, at) => one(each, `returned-${index}-${at}`))}
      ${items > 0 ? html`<p>${plural("leaving.returned.items", items)}</p>` : nothing}
      ${unreadable > 0 ? html`<p>${plural("leaving.returned.unreadable", unreadable)}</p>` : nothing}
    </section>`;
  }

  /** @param {Returned} returned @param {string} id */
  function one(returned, id) {
    const { person, text, state, draft } = returned;
    const words = t(wordsOf(returned));
    return html`<section class="stack stack--close" aria-labelledby=${id}>
      <h3 id=${id}>${person ? t("leaving.returned.about", { words, name: person }) : words}</h3>
      <p class="quiet">${time(draft.keptAt)}</p>
      ${text ? html`<p class="own-words">${text}</p>` : html`<p class="quiet">${t("leaving.returned.noText")}</p>`}
      ${state === "waits" ? html`<p>${t("leaving.returned.waits")}</p>` : button({
        label: t("leaving.returned.goOn"), kind: "quiet", icon: "edit", describedBy: id, onClick: () => decide(() => context.handedIn.goOn(returned), t("leaving.returned.goneOn")),
      })}
      ${button({ label: t("leaving.returned.discard"), kind: "plain", describedBy: id, onClick: () => ask(returned) })}
    </section>`;
  }

  function confirmation() {
    const what = asked;
    return sheet({
      crisis: context.helpRow(), open: what !== null, id: "discard", title: t("leaving.returned.ask"), closeLabel: t("common.cancel"), onClose: () => ask(null),
      body: html`${what ? acting.words() : nothing}<p>${t("leaving.returned.askBody")}</p>`,
      actions: button({ label: t("leaving.returned.discard"), onClick: () => what && decide(() => context.handedIn.discard(what), t("leaving.returned.discarded")) }),
    });
  }

  screen.draw();
  void load();
  return screen.leave;
}

/** What it is called, by what kind of draft it was. @param {Returned} returned */
function wordsOf({ name }) {
  if (name.startsWith(FORM)) return placeOfForm(name.slice(FORM.length)).words;
  if (name.startsWith("preparation/")) return "leaving.returned.preparing";
  return name.startsWith("noticed/") ? "people.today.noticed" : "leaving.returned.note";
}
