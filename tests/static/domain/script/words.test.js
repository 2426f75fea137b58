import assert from "node:assert/strict";
import { test } from "node:test";
import { scripts } from "./settings.js";

/** Words that frighten, promise what the law does not, belong in a clinic, or put a diagnosis before a person. */
const BANNED = {
  en: [
    "duty to warn", "press 3", "police", "jail", "prison", "arrest", "crime", "criminal", "illegal", "prosecute", "penalty", "warning",
    "you must", "you have to", "failure to", "consequences", "always keep", "never share", "100%", "guarantee", "completely private",
    "totally private", "suicidal", "ideation", "patient", "client", "addict", "abuser", "junkie", "alcoholic", "mentally ill",
    "substance abuse", "diagnosis", "disclosure", "pursuant", "mandated reporter", "vulnerable adult", "commit suicide", "non-compliant",
  ],
  es: [
    "deber de advertir", "marque 3", "policía", "cárcel", "prisión", "arrest", "delito", "crimen", "ilegal", "castigo", "advertencia",
    "usted debe ", "consecuencias", "nunca comparto", "garantiz", "totalmente privado", "suicida", "ideación", "paciente", "cliente",
    "adicto", "drogadicto", "alcohólico", "enfermo mental", "abuso de sustancias", "diagnóstico", "divulgación", "informante obligatorio",
    "cometer suicidio",
  ],
};

/** Words that speak to the person as "tú". */
const FAMILIAR = /(?<!\p{L})(tú|ti|te|tu|tus|contigo|puedes|quieres|tienes|dime|llama|eres)(?!\p{L})/iu;

function* allTexts() {
  const { cards, teachBack } = scripts();
  for (const card of cards) {
    yield [card.id, card.text];
    yield [`${card.id}, again`, card.again];
  }
  for (const [name, text] of [...Object.entries(teachBack.question), ...Object.entries(teachBack.prompts)]) yield [name, text];
}

for (const language of ["en", "es"]) {
  test(`nothing in the script frightens, over-promises or labels (${language})`, () => {
    for (const [where, text] of allTexts()) {
      const found = BANNED[language].filter((word) => text[language].toLowerCase().includes(word));
      assert.deepEqual(found, [], where);
    }
  });
}

test("the Spanish script says usted throughout", () => {
  for (const [where, text] of allTexts()) assert.doesNotMatch(text.es, FAMILIAR, where);
});

test("no text carries markup, doubled spaces or straight placeholders", () => {
  for (const [where, text] of allTexts()) {
    for (const language of ["en", "es"]) assert.doesNotMatch(text[language], /[<>{}[\]]|\s{2}|^\s|\s$/, `${where} ${language}`);
  }
});

test("every check that a card names has its source, and no source stands unused", () => {
  const { cards, sources } = scripts();
  const named = new Set(cards.flatMap((card) => card.checks));
  assert.deepEqual([...named].sort(), Object.keys(sources).sort());
});

test("content that nobody has reviewed says so, and says who must", () => {
  const { reviewed, reviewNote, effective } = scripts();
  assert.equal(reviewed, null);
  assert.match(reviewNote, /not yet reviewed.*lawyer.*lived experience/);
  assert.equal(effective, "2026-11-25");
});
