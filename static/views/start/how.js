/** How are you meeting? A tap is the answer and goes on. */
import { list, row } from "../../components/index.js";
import { chooseHow, HOWS } from "../../domain/session/index.js";

const ICONS = /** @type {const} */ ({ "in-person": "talk", phone: "phone", video: "video", group: "people" });

/** @param {any} step */
export function howStep({ context, prepared, acts }) {
  const { t } = context.i18n;
  const { preparation, person } = prepared;
  const hows = person.kind === "group" ? ["group", "video"] : HOWS.filter((/** @type {string} */ how) => how !== "group");
  const choose = (/** @type {string} */ how) => acts.next(chooseHow(preparation, how));
  return {
    title: t("session.how.title"),
    lead: person.name,
    body: list(
      /** @type {Array<keyof typeof ICONS>} */ (hows).map((how) =>
        row({
          title: t(`session.how.${how}`), icon: ICONS[how], onClick: () => choose(how),
          detail: preparation.how === how || (!preparation.how && preparation.usualHow === how) ? t("people.start.lastTime") : undefined,
        }),
      ),
      { label: t("session.how.title") },
    ),
  };
}
