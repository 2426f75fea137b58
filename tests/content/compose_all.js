/** Prints each distinct script that the shipped content can become, for the readability gate. */
import { composeScript } from "../../static/domain/script/index.js";
import { describe, everySetting, scripts } from "../static/domain/script/settings.js";

const content = scripts();
const distinct = new Map();
for (const setting of everySetting()) {
  const { cards, teachBack } = composeScript(content, setting);
  const text = [...cards.map((card) => card.text), teachBack.question].join(" ");
  const again = cards.map((card) => card.again).join(" ");
  if (!distinct.has(text)) distinct.set(text, { language: setting.language, setting: describe(setting), text, again });
}
process.stdout.write(JSON.stringify([...distinct.values()]));
