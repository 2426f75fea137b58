import assert from "node:assert/strict";
import { test } from "node:test";
import {
  composeScript,
  contentVersion,
  requiredChecks,
  ScriptRefused,
  spokenWords,
} from "../../../../static/domain/script/index.js";
import { describe, everySetting, genericPack, scripts, sharingPack } from "./settings.js";

const setting = (change = {}) => ({
  kind: "in-person", part2: "no", adult: "yes", variant: "full", language: "en", pack: genericPack(), ...change,
});
const compose = (change) => composeScript(scripts(), setting(change));
const ids = (script) => script.cards.map((card) => card.id);
const content = scripts();
const composed = everySetting().map((each) => ({ setting: each, script: composeScript(content, each) }));
const everyScript = () => composed;

/** What a listener must be able to hear for each statement, so that a card cannot merely claim it. */
const HEARD = {
  "C2.1": { en: /private.*yes in writing/, es: /privado.*sí por escrito/ },
  "C2.2": { en: /end your life or badly hurt yourself|danger to you/, es: /quitarse la vida o de hacerse mucho daño|peligro para usted/ },
  "C2.3": { en: /badly hurt someone|danger to you or others|Danger to others/, es: /mucho daño a alguien|para usted u otros|Peligro para otros/ },
  "C2.4": { en: /child is being hurt or not cared for|Harm to a child/, es: /a un niño o a una niña le hacen daño|Daño a un niño/ },
  "C2.5": { en: /older adult, or one who needs care|adult who needs care/, es: /persona mayor, o que necesita cuidado|adulto que necesita cuidado/ },
  "C2.6": { en: /[Cc]ourt order/, es: /juez/ },
  "C2.7": { en: /[Uu]rgent (medical )?care/, es: /está grave|Urgencia médica/ },
  "C2.8": { en: /supervisor/, es: /quien me supervisa/ },
  "C2.9": { en: /try to tell you/, es: /[Tt]rato de (decirle|avisarle) antes/ },
  "C2.10": { en: /write a short .*note.*You can ask/, es: /Escribo una nota corta.*(P|p)uede (pedir|preguntar)/ },
  "C2.11": { en: /You choose what to tell me/, es: /Usted elige lo que me cuenta/ },
  "C2.12": { en: /law (says I must|lets me|does not make me|asks me to) report|may have to report|I must report/, es: /la ley (dice que debo|me deja|no me obliga a|me pide) avisar|quizás deba avisar|debo avisar|puedo avisar/ },
  "C2.13": { en: /HHS.*not be treated worse/, es: /HHS.*No le trataremos peor/ },
  "C2.14": { en: /911.*988/, es: /911.*988/ },
  "D2.6": { en: /app on my phone looks in my notes for words about danger/, es: /aplicación de mi teléfono busca en mis notas palabras de peligro/ },
  "C4.1": { en: /parent may have to sign/, es: /deba firmar también/ },
  "C4.2": { en: /record/, es: /grab/ },
  "C4.4": { en: /hang up/, es: /cuelgue/ },
  "C5.1": { en: /cannot promise/, es: /[Nn]o puedo prometer/ },
  "C5.2": { en: /group note with no names/, es: /nota corta del grupo, sin nombres/ },
};

test("every script says every statement that its setting asks for, in words a listener hears", () => {
  for (const { setting: each, script } of everyScript()) {
    const said = script.cards.map((card) => card.text).join(" ");
    for (const check of requiredChecks({ ...each, adult: each.adult === "yes" })) {
      assert.match(said, HEARD[check][each.language], `${check} is missing in ${describe(each)}`);
    }
  }
});

test("the limits stand for harm to self, to others, to a child, to an adult in need, for courts and emergencies in every full script", () => {
  for (const kind of ["in-person", "phone", "video", "group"]) {
    const asked = requiredChecks({ kind, variant: "full", adult: true });
    for (let number = 1; number <= 14; number += 1) assert.ok(asked.includes(`C2.${number}`), `C2.${number}, ${kind}`);
    assert.ok(asked.includes("D2.6"));
  }
});

test("every script opens with privacy", () => {
  for (const { setting: each, script } of everyScript()) assert.ok(script.cards[0].checks.includes("C2.1"), describe(each));
});

test("the core of every full script can be spoken in ninety seconds", () => {
  for (const { setting: each, script } of everyScript()) assert.ok(script.coreWords <= 225, `${script.coreWords} words: ${describe(each)}`);
});

test("no full script goes on for more than two and a half minutes", () => {
  for (const { setting: each, script } of everyScript()) assert.ok(script.seconds <= 150, `${script.seconds} s: ${describe(each)}`);
});

test("a recap has at most ninety words in all and less than half of the full script", () => {
  for (const { setting: each, script } of everyScript().filter((every) => every.setting.variant === "recap")) {
    const full = composeScript(content, { ...each, variant: "full" });
    assert.ok(script.words <= 90, `${script.words} words: ${describe(each)}`);
    assert.ok(script.words * 2 < full.words, describe(each));
  }
});

test("both languages say the same cards", () => {
  for (const each of everySetting().filter(({ language }) => language === "en")) {
    assert.deepEqual(ids(composeScript(content, each)), ids(composeScript(content, { ...each, language: "es" })));
  }
});

test("every card has a second wording that is not the first", () => {
  for (const card of scripts().cards) {
    for (const language of ["en", "es"]) assert.notEqual(card.again[language], card.text[language], card.id);
  }
});

test("no card says more than one breath holds", () => {
  for (const card of scripts().cards) {
    for (const language of ["en", "es"]) assert.ok(spokenWords(card.text[language]) <= 40, `${card.id} ${language}`);
  }
});

test("unsure about 42 CFR Part 2 gives the same script as yes", () => {
  assert.deepEqual(compose({ part2: "unsure" }), compose({ part2: "yes" }));
  assert.notDeepEqual(ids(compose({ part2: "no" })), ids(compose({ part2: "yes" })));
});

test("nothing known at all gives the strictest script", () => {
  const bare = composeScript(scripts(), { kind: "in-person", language: "en", pack: genericPack() });
  const strict = compose({ part2: "yes", adult: "no", mandated: { child: "unsure", adult: "unsure" }, variant: "full" });
  assert.deepEqual(bare, strict);
});

test("under Part 2 a threat to others goes to the supervisor, whatever the state allows", () => {
  assert.ok(ids(compose({ part2: "yes", pack: sharingPack() })).includes("others"));
  assert.ok(ids(compose({ part2: "no", pack: sharingPack() })).includes("others-share"));
  assert.ok(ids(compose({ part2: "no" })).includes("others"));
});

test("under Part 2 a report about an adult is never said to show that the person comes here", () => {
  for (const adult of ["yes", "no", "unsure"]) {
    const card = compose({ part2: "yes", mandated: { adult } }).cards.find(({ checks }) => checks.includes("C2.5"));
    assert.match(card.text, /without saying you come here/);
  }
});

test("a recap names the limits as the full script of the same setting does: who must report, and what the law does not allow", () => {
  const duty = (/** @type {any} */ script, /** @type {string} */ check) => script.cards.find((/** @type {any} */ { checks }) => checks.includes(check)).text;
  const said = { yes: /I must report/, no: /lets me report/, unsure: /may have to report/ };
  for (const [child, words] of Object.entries(said)) {
    for (const variant of ["full", "recap"]) {
      assert.match(duty(compose({ variant, mandated: { child } }), "C2.4"), child === "yes" ? /must report it/ : words);
      assert.match(duty(compose({ variant, part2: "yes", mandated: { adult: child } }), "C2.5"), /without saying you come here/);
      assert.match(duty(compose({ variant, part2: "yes", pack: sharingPack() }), "C2.3"), /I (call|ask) my supervisor/);
    }
  }
  assert.match(duty(compose({ variant: "recap", mandated: { adult: "no" } }), "C2.5"), /I ask my supervisor/);
  assert.doesNotMatch(duty(compose({ variant: "recap", pack: sharingPack() }), "C2.3"), /supervisor/);
});

test("the duty to report a child's harm is said as the pack says it, and the setting may say it better", () => {
  const pack = genericPack();
  pack.peerMandatedReporter.child = "yes";
  assert.ok(ids(compose({ pack })).includes("child-must"));
  assert.ok(ids(compose({ pack, mandated: { child: "no" } })).includes("child-may"));
  assert.ok(ids(compose({ pack, mandated: { child: "unsure" } })).includes("child-must"), "an agency that is not sure leaves it to the pack");
  assert.ok(ids(compose()).includes("child-unsure"));
});

test("only where the people are apart are recording and a cut line spoken of, and only in a group its other members", () => {
  assert.deepEqual(ids(compose({ kind: "video" })).filter((id) => ["watched", "cut-off"].includes(id)), ["watched", "cut-off"]);
  assert.ok(!ids(compose({ kind: "in-person" })).includes("watched"));
  assert.ok(ids(compose({ kind: "group" })).includes("group"));
  assert.ok(!ids(compose({ kind: "phone" })).includes("group"));
});

test("a minor, or someone whose age is not known, hears what a parent may learn", () => {
  for (const adult of ["no", "unsure", false]) assert.ok(ids(compose({ adult })).includes("minor"));
  assert.ok(!ids(compose({ adult: true })).includes("minor"));
});

test("a script carries its second wordings, its question and the prompts in its own language", () => {
  const script = compose({ language: "es", hash: "abc" });
  assert.match(script.teachBack.question, /con sus palabras/);
  assert.match(script.teachBack.prompts.declined, /^Está bien/);
  assert.ok(script.cards.every((card) => card.again.length > 0));
  assert.equal(script.hash, "abc");
  assert.equal(script.seconds, Math.round((script.words / 150) * 60));
});

test("the version changes with the content, the pack and all that changes the limits, and not with the way of meeting", () => {
  const version = (change) => contentVersion(scripts(), setting(change));
  const others = [{ part2: "yes" }, { adult: "no" }, { mandated: { child: "yes" } }, { mandated: { adult: "no" } }, { pack: sharingPack() }];
  for (const change of others) assert.notEqual(version(change), version({}), JSON.stringify(change));
  assert.notEqual(contentVersion({ ...scripts(), version: "1.0.1" }, setting()), version({}));
  for (const change of [{ kind: "video" }, { language: "es" }, { variant: "recap" }]) assert.equal(version(change), version({}));
  assert.equal(compose({}).version, version({}));
});

test("a pack may reword a card in both languages, and no card that is not there", () => {
  const reworded = { text: { en: "A judge may ask me. I answer only that.", es: "Un juez puede preguntarme. Respondo solo eso." } };
  const script = compose({ pack: { ...genericPack(), scriptOverrides: { court: reworded } } });
  assert.equal(script.cards.find(({ id }) => id === "court").text, reworded.text.en);
  assert.throws(() => compose({ pack: { ...genericPack(), scriptOverrides: { police: reworded } } }), ScriptRefused);
  assert.throws(() => compose({ pack: { ...genericPack(), scriptOverrides: { court: { text: { en: "Only English." } } } } }), ScriptRefused);
});

test("spoken words count each digit of a number and no punctuation", () => {
  assert.equal(spokenWords("In danger, call 911."), 6);
  assert.equal(spokenWords("¿Qué tendría que compartir?"), 4);
  assert.equal(spokenWords("I can't — not now."), 4);
});

test("what cannot be read to a person is refused with a reason", () => {
  const broken = [
    [null, /no script content/],
    [{ ...scripts(), schema: 2 }, /schema 1/],
    [{ ...scripts(), version: "" }, /no version/],
    [{ ...scripts(), cards: [] }, /no cards/],
    [{ ...scripts(), cards: scripts().cards.filter(({ id }) => id !== "court") }, /lacks C2\.6/],
    [{ ...scripts(), cards: [...scripts().cards].reverse() }, /open with privacy/],
    [{ ...scripts(), cards: [...scripts().cards, scripts().cards[0]] }, /Two cards/],
    [withFirstCard({ text: { en: "Only English." } }), /No text in "es"/],
    [withFirstCard({ when: { variants: ["full"] } }), /condition that is not known/],
    [withFirstCard({ when: { kinds: ["fax"] } }), /kind that is not known/],
    [withFirstCard({ when: { variant: "long" } }), /variant that is not known/],
    [withFirstCard({ checks: [] }), /names no check/],
    [withFirstCard({ core: undefined }), /core/],
    [{ ...scripts(), teachBack: undefined }, /teach-back question/],
  ];
  for (const [raw, why] of broken) {
    assert.throws(() => composeScript(raw, setting()), (error) => error instanceof ScriptRefused && why.test(error.message), String(why));
  }
});

test("a setting that is not known is refused, not guessed", () => {
  for (const change of [{ kind: "fax" }, { language: "fr" }, { variant: "long" }, { part2: "maybe" }, { adult: 17 }, { pack: null }]) {
    assert.throws(() => compose(change), ScriptRefused, JSON.stringify(change));
  }
});

function withFirstCard(change) {
  const changed = scripts();
  changed.cards[0] = { ...changed.cards[0], ...change };
  return changed;
}
