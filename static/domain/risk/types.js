/**
 * The shapes that the risk matcher reads and gives. Types only: nothing here runs.
 *
 * @typedef {"concern"|"imminent"} RiskLevel
 * @typedef {"negated"|"history"|"hypothetical"|"someone_else"|"quotation"|"idiom"} DropReason
 * @typedef {{en: string, es: string}} Bilingual
 *
 * @typedef {object} TermEntry
 * @property {string} id
 * @property {string} category
 * @property {RiskLevel} level
 * @property {string[]} [en] patterns, English
 * @property {string[]} [es] patterns, Spanish
 * @property {Bilingual} why the sentence shown to the person
 * @property {boolean} [negatable] false when the words hold their own negator ("no reason to live")
 * @property {boolean} [event] something that happened: weeks later it is a concern, no longer imminent
 * @property {string[]} [yields] categories: their hit on the same words stands, and this one goes ("going to hang herself" threatens no one else)
 * @property {string[]} [needs] cues that must stand near by for the term to count
 * @property {string[]} [raise] cues that make it imminent
 * @property {string[]} hit sentences that it must notice
 * @property {string[]} miss sentences close to it that it must leave alone
 *
 * @typedef {{id: string, en?: string[], es?: string[]}} ExclusionEntry
 * @typedef {{id: string, en?: string[], es?: string[]}} CueEntry
 * @typedef {DropReason|"pseudo"|"earlier"|"conditional"} ModifierKind
 *
 * @typedef {object} ModifierEntry
 * @property {string} id
 * @property {ModifierKind} kind
 * @property {"forward"|"backward"|"both"} direction
 * @property {number} reach tokens
 * @property {boolean} [comma] true when a comma ends its reach
 * @property {string[]} [unless] cues that take its force away
 * @property {string[]} [en]
 * @property {string[]} [es]
 *
 * @typedef {object} Lexicon
 * @property {string} schema
 * @property {string} version
 * @property {string} date ISO day of the data; stands in for a note's date when none is given
 * @property {string[]} languages
 * @property {string[]} categories
 * @property {string[]} levels
 * @property {string[]} abbreviations words whose full stop does not end a sentence
 * @property {Record<string, string>} aliases word -> words
 * @property {Record<string, string>} suffixes what follows an apostrophe -> words ("ll" -> "will")
 * @property {{contrast: string[], report: string[], clause: string[]}} stops
 * @property {{anchors: string[], never: string[]}} repair
 * @property {Record<string, string[]>} classes
 * @property {TermEntry[]} terms
 * @property {ExclusionEntry[]} exclusions
 * @property {CueEntry[]} cues
 * @property {ModifierEntry[]} modifiers
 *
 * @typedef {object} RiskHit
 * @property {string} term
 * @property {string} category
 * @property {RiskLevel} level
 * @property {number} start UTF-16 offset into the text
 * @property {number} end UTF-16 offset, exclusive
 * @property {string} words the noticed words as written
 * @property {Bilingual} why
 * @property {DropReason|null} dropped why it does not count, or null when it does
 * @property {{cue: string, start: number, end: number, words: string}|null} raised what near by made it imminent
 * @property {"earlier"|"conditional"|null} lowered what near by made it less than imminent
 *
 * @typedef {object} RiskReading
 * @property {"none"|RiskLevel} level "none" means only that nothing was noticed; it is never shown as "no risk"
 * @property {string[]} categories of the hits that count, in the lexicon's order
 * @property {RiskHit[]} hits in the order of the text, dropped ones included
 */

export {};
