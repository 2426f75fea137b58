/**
 * Forms: the forms of a verb, so that the lexicon need name it once. English regular and common irregular verbs; Spanish verbs with the
 * pronouns that stick to them. Folded words only: accents are gone here, so that "golpeó" and "golpeo" are one.
 */

/** Past and participle of verbs that notes of this kind use. */
const IRREGULAR = new Map(
  `beat:beaten bite:bit,bitten break:broke,broken bring:brought burn:burnt buy:bought catch:caught come:came do:did,done,does,doing
  drink:drank,drunk drive:drove,driven eat:ate,eaten fall:fell,fallen feel:felt fight:fought find:found forget:forgot get:got,gotten
  give:gave,given go:went,gone,goes,going have:has,had,having hang:hung hide:hid,hidden hit:hit hold:held hurt:hurt keep:kept leave:left
  lie:lay lose:lost make:made pay:paid put:put,putting run:ran say:said see:saw,seen sell:sold send:sent set:set shake:shook,shaken
  shoot:shot sit:sat sleep:slept slit:slit spend:spent stand:stood steal:stole,stolen swear:swore,sworn swing:swung take:took,taken
  tell:told think:thought throw:threw,thrown wake:woke,woken wear:wore write:wrote,written cut:cut shut:shut`
    .split(/\s+/)
    .map((entry) => /** @type {[string, string[]]} */ ([entry.split(":")[0] ?? "", (entry.split(":")[1] ?? "").split(",")])),
);

/**
 * @param {string} base an English verb, folded
 * @returns {string[]} it and its forms: -s, -ed, -ing, and the irregular ones
 */
export function englishForms(base) {
  return [...regularForms(base), ...(IRREGULAR.get(base) ?? [])];
}

/** @param {string} base @returns {string[]} */
function regularForms(base) {
  if (/[^aeiou]y$/.test(base)) return [base, `${base.slice(0, -1)}ies`, `${base.slice(0, -1)}ied`, `${base}ing`];
  if (base.endsWith("e")) return [base, `${base}s`, `${base}d`, `${base.slice(0, -1)}ing`];
  const plural = /(s|x|z|ch|sh)$/.test(base) ? `${base}es` : `${base}s`;
  const stem = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(base) ? base + base.slice(-1) : base;
  return [base, plural, `${stem}ed`, `${stem}ing`];
}

const PRONOUNS = Object.freeze(["se", "me", "te", "lo", "la", "le", "los", "las", "les", "nos", "selo", "sela", "selos", "selas", "melo", "mela"]);
const GENDERS = Object.freeze(["o", "a", "os", "as"]);
const AR = Object.freeze(["a", "o", "e", "an", "as", "amos", "aron", "aba", "aban", "ara", "aran", "en"]);
const ER = Object.freeze(["e", "o", "a", "i", "en", "es", "io", "ieron", "ia", "ian", "iera", "ieran", "an"]);

/**
 * @param {string} infinitive a Spanish verb, folded: -ar, -er or -ir
 * @returns {string[]} it and its forms, regular ones; a stem that changes ("pierd-") is another entry
 */
export function spanishForms(infinitive) {
  if (!/[aei]r$/.test(infinitive)) throw new Error(`"${infinitive}^" is no Spanish infinitive`);
  const stem = infinitive.slice(0, -2);
  const isAr = infinitive.endsWith("ar");
  const gerund = `${stem}${isAr ? "ando" : "iendo"}`;
  return [
    infinitive,
    gerund,
    ...(isAr ? AR : ER).map((ending) => stem + ending),
    ...GENDERS.map((gender) => `${stem}${isAr ? "ad" : "id"}${gender}`),
    ...PRONOUNS.flatMap((pronoun) => [infinitive + pronoun, gerund + pronoun]),
  ];
}
