/**
 * What a screen may ask of the rest of the app: types only, no code.
 *
 * Every screen is a folder `views/<name>/index.js` with `mount(root, context, params) -> unmount`. A screen sees this context and nothing
 * else: no store, no crypto, no network. `app/context.js` builds it; tests may build another with the same shape.
 * Every promise may reject with an error of `lib/errors.js`; `context.explain(error)` turns it into words that say what to do.
 *
 * @typedef {object} Context
 * @property {import("../lib/i18n.js").Translator} i18n  `t(key, params)`, `plural`, `time`, `day`, `language`
 * @property {Router} router
 * @property {() => number} now  milliseconds
 * @property {() => string} stamp  now, as this place writes it: with its offset
 * @property {() => Promise<void>} flush  writes down what is being typed; rejects when it could not be kept
 * @property {(text: string, options?: {tone?: string, action?: {label: string, onClick: () => void}}) => void} toast
 * @property {() => unknown} helpRow  for `sheet({crisis})`: no sheet may cover the way to help
 * @property {() => unknown} tools  the template for `page({top})` on every screen of a member: sync in words, hide
 * @property {(error: unknown) => {title: string, body: string, code: string}} explain
 * @property {Account} account
 * @property {Lending} lending  the phone in a participant's hand
 * @property {Cases} cases
 * @property {HandingOver} handingOver
 * @property {HandedIn} handedIn
 * @property {Sessions} sessions
 * @property {Releases} releases
 * @property {Notes} notes
 * @property {Consults} consults
 * @property {Sync} sync
 * @property {Help} help
 * @property {Settings} settings
 * @property {Device} device
 * @property {Officer} officer
 * @property {() => void} goOnInTab  on an iPhone, against the advice of `install`: on to what was about to begin
 * @property {Recovery} recovery
 * @property {SecondSteps} secondStep
 * @property {(flush: () => Promise<void>) => () => void} onFlush  called before anything takes the screen away (lock, update, hidden): write down what is being typed
 * @property {(listener: () => void) => () => void} onChange  anything stored changed (this tab, another tab, or sync); returns the un-subscribe
 *
 * @typedef {object} Router
 * @property {(path: string, options?: {replace?: boolean}) => void} go  e.g. `go("/people/" + vault)`
 * @property {(fallback: string) => void} back
 * @property {() => string} path
 *
 * @typedef {object} Member
 * @property {string} id
 * @property {string} name
 * @property {"specialist"|"supervisor"|"officer"} role
 *
 * @typedef {object} Account
 * @property {() => "none"|"locked"|"waiting"|"unlocked"} state  none: nobody enrolled on this device; waiting: enrolled, certificate not yet given
 * @property {() => Member|null} member
 * @property {() => {certificate: string}|null} shortCode  the digits to compare aloud while waiting
 * @property {(passphrase: string) => Promise<void>} unlock  rejects WrongPassphrase; works offline; renews the sign-in by itself when there is a network
 * @property {() => Promise<void>} unlockWithPasskey  by finger or face; rejects Cancelled, Refused `passkey-unknown`
 * @property {(passphrase: string) => Promise<void>} addPasskey  the passphrase once more
 * @property {{list: () => Promise<Array<{id: string, since: string}>>, remove: (id: string) => Promise<void>, isAvailable: () => Promise<boolean>}} passkeys
 * @property {() => number} guessWait  milliseconds until the passphrase may be tried again, after too many wrong ones
 * @property {() => {idle: number, hidden: number}} lockTimes  minutes until it locks by itself, unused and out of sight
 * @property {() => Promise<void>} lock
 * @property {(signInName: string, passphrase: string) => Promise<SecondStep|null>} signIn  first time on this device; wants the network; null: in
 * @property {() => Promise<{unsynced: number, unfinished: number}>} beforeSignOut  what is saved and not sent; what is begun and not saved
 * @property {() => boolean} isEmptied  the server still knows this browser, and nothing is here: the store was thrown away
 * @property {() => Promise<void>} signOut  removes keys and store from this device; refuses (code "unsynced") while something is only here
 * @property {(token: string, pin: string) => Promise<{agencyName: string, role: string, name: string}>} lookInvitation
 * @property {(form: {token: string, pin: string, signInName: string, passphrase: string}) => Promise<void>} enrol
 * @property {(token: string) => Promise<{agencyName: string}>} lookSetUp
 * @property {(form: {token: string, name: string, signInName: string, passphrase: string, settings: object}) => Promise<{kitPassphrase: string, kit: string}>} setUp  founds the agency; `kit` is the text of the recovery file to download
 * @property {(passphrase: string) => null|"too-short"|"too-common"} checkPassphrase
 * @property {() => Promise<"active"|"waiting">} checkWaiting
 * @property {(signInName: string, passphrase: string) => Promise<SecondStep|null>} adopt  null: in; on a locked phone: the passphrase was changed on another one
 * @property {() => Promise<Array<{id: string, label: string, lastSeen: string, current: boolean, revoked: boolean}>>} devices
 * @property {(id: string) => Promise<void>} revokeDevice
 * @property {() => Promise<Array<{id: string, kind: string, by: string|null, device: string|null, count: number|null, at: string}>>} events  what was done to this account, newest first
 * @property {() => {at: string, count: number}|null} left  this phone was emptied because its access had ended
 * @property {() => Promise<void>} forgetLeft  it was read
 *
 * @typedef {object} Lending
 * @property {() => string|null} place  the one place that can be reached now, with what lies below it; null: the phone is with its owner
 * @property {(place: string) => Promise<void>} lend  every other window of the phone locks
 * @property {(language: "en"|"es") => Promise<void>} speakIn  for this loan alone; what is typed is kept first
 * @property {(next?: string) => Promise<void>} giveBack  locks; whoever unlocks is its owner, and is at `next`
 *
 * @typedef {object} CaseSummary  for lists; from sealed summaries, at once
 * @property {string} vault
 * @property {"case"|"group"} kind
 * @property {string} name
 * @property {string} code
 * @property {boolean} archived
 * @property {Array<{session: string, how: string, startedAt: string, outcome: string|null, offerAgain: boolean, noteStart: string, noted: boolean}>} sessions  newest first, at most 50
 * @property {number} sessionCount
 * @property {number} conflicts
 * @property {HandedOver|null} away  handed to a colleague: nothing is written here any more
 * @property {HandedOver|null} received  handed to me by a colleague
 *
 * @typedef {{id: string, at: string, by: string, byName: string, to: string, toName: string, keep: boolean}} HandedOver
 *
 * @typedef {object} HandedIn  what a phone of mine handed in when it lost its access
 * @property {() => Promise<import("../domain/leaving/handed_in.js").FromPhone[]>} look @property {() => Promise<import("../domain/leaving/handed_in.js").FromPhone[]>} known  the last look
 * @property {(returned: import("../domain/leaving/handed_in.js").Returned) => Promise<void>} goOn  a draft on this phone; rejects Refused `draft-here`
 * @property {(returned: import("../domain/leaving/handed_in.js").Returned) => Promise<void>} discard
 *
 * @typedef {object} HandingOver
 * @property {() => Promise<Array<{id: string, name: string, role: string}>>} colleagues  who may take somebody over
 * @property {(vault: string, to?: string) => Promise<string[]>} others  names of who goes on working with this person besides
 * @property {(vault: string, choice: {to: string, keep: boolean}) => Promise<void>} handOver  rejects Refused `handed-over`, `unfinished-here`, `recipient-unknown`
 * @property {(vault: string) => Promise<string|null>} trouble  why it did not arrive whole: a code of PROTOCOL.md §7
 * @property {() => Promise<Set<string>>} seen @property {(id: string) => Promise<void>} markSeen  hand-overs to me that were looked at
 *
 * @typedef {object} Cases
 * @property {() => Promise<CaseSummary[]>} list
 * @property {(fields: {name: string, language: "en"|"es", adult: boolean, contact: string}) => Promise<string>} create  gives the vault; the code is made from the initials
 * @property {(fields: {name: string, language: "en"|"es"}) => Promise<string>} createGroup
 * @property {(vault: string) => Promise<any>} open  the whole derived case: `domain/record` `deriveCase`
 * @property {(vault: string, fields: object, seen?: string[]) => Promise<void>} change  `seen`: the heads that a person chose between; without them a conflict stays open
 *
 * @typedef {object} Sessions
 * @property {(vault: string, owed?: string|null) => Promise<any>} prepare  the preparation under way (`domain/session`), resumed from its sealed draft or new, as `{preparation, person, because, script(how, {language, variant}) -> composed script}`; `because`: why the strictest words are used (`packInForce`); `owed`: a session begun without its script
 * @property {(vault: string, preparation: any, owed?: string|null) => Promise<void>} keep  keeps it as a sealed draft; call at each step
 * @property {(vault: string, owed?: string|null) => Promise<void>} drop
 * @property {(vault: string, preparation: any) => Promise<{session: string, declined: boolean}>} begin  records session and script; then the note may open
 * @property {(vault: string, session: string, preparation: any) => Promise<void>} offerAgain  records the script given after a skip
 *
 * @typedef {object} Releases  what is signed and what is shared stands in `cases.open(vault)`: `releases`, `disclosures`
 * @property {() => any} content  of `webapp/content/RELEASES.md`, for `templateFor`; notices, words about electronic records and about signing
 * @property {(text: string) => Promise<string>} hashOf  of `documentText(document)`, and of each item that is shared
 * @property {(vault: string) => Promise<{participant: any, discloser: {name: string}, pack: any, because: string|null}>} prepare  for `newDraft` and `checkDraft`
 * @property {(vault: string, signed: any) => Promise<string>} sign  gives its envelope's id; rejects Refused `release-incomplete`, `release-changed`
 * @property {(vault: string, release: string, how: {mode: "signed"|"spoken", by: string, witness: string, revokedAt?: string, signature?: any}) => Promise<string>} revoke
 * @property {(vault: string, disclosure: import("../domain/disclosure/check.js").Disclosure) => Promise<string>} disclose  rejects Refused `gate-closed` with its `fields`
 * @property {(vault: string, disclosure: string, words: string) => Promise<string>} correct
 *
 * @typedef {object} OpenNote
 * @property {string} vault
 * @property {string} session
 * @property {string} text  the draft, or "" for a new one
 * @property {string|null} savedAt
 * @property {boolean} noted  saved already, and nothing begun beside it: it is read at its session
 * @property {string} name @property {string} how @property {string} startedAt
 * @property {boolean} offerAgain
 *
 * @typedef {object} Noticed  words noticed in a saved note that still want an answer
 * @property {string} vault @property {string} session @property {string} note
 * @property {any[]} hits  from `domain/risk`
 * @property {"concern"|"imminent"} level
 * @property {string[]} categories
 * @property {boolean} [hasCode]  the person has a code that may be given; a group has none
 *
 * @typedef {object} Notes
 * @property {(vault: string, session: string) => Promise<OpenNote>} open  rejects ScriptNotRecorded or SessionDeclined
 * @property {(text: string) => {level: string, categories: string[], hits: any[]}} notice  pure, fast: call while typing
 * @property {(vault: string, session: string, text: string) => Promise<string>} keepDraft  gives the time kept; call at most 1 s after a keystroke
 * @property {(vault: string, session: string, text: string) => Promise<{note: string, noticed: Noticed|null}>} save
 * @property {() => Promise<Array<{vault: string, session: string, name: string, keptAt: string, stage: "writing"|"noticed"|"preparing"|"form", form?: string}>>} unfinished
 * @property {(vault: string, session: string) => Promise<Noticed|null>} noticed  the pending question, also after a kill
 * @property {(noticed: Noticed, answer: {decision: "handled"|"not-a-risk", reason: string}) => Promise<void>} dismiss
 * @property {(vault: string, note: string, heads: string[], text: string, reason: string) => Promise<{noticed: Noticed|null}>} amend  `noticed`: words that the earlier texts did not have
 *
 * @typedef {object} ConsultSummary
 * @property {string} vault
 * @property {string} state  "on-this-phone"|"sent"|"seen"|"taken"|"answered"|"closed"
 * @property {"now"|"soon"} urgency
 * @property {"words"|"worried"|"unsure"} cause
 * @property {string[]} categories
 * @property {string} caseCode
 * @property {string} askedAt
 * @property {string} askedBy  name
 * @property {boolean} mine  I asked
 * @property {Array<{name: string, at: string}>} seen
 * @property {{name: string, at: string}|null} taken
 * @property {string|null} answeredAt
 *
 * @typedef {object} Consults
 * @property {() => Promise<ConsultSummary[]>} list  open first, by urgency and age
 * @property {(vault: string) => Promise<any>} open  derived by `domain/consult` with names filled in; when the reader is a supervisor who has not seen it, "seen" is recorded
 * @property {(ask: {cause: "words"|"worried"|"unsure", urgency: "now"|"soon", categories: string[], words: string, caseVault: string|null, excerpt: string, noticed?: Noticed}) => Promise<string>} ask  gives the consult's vault
 * @property {(vault: string) => Promise<void>} take
 * @property {(vault: string, text: string, options?: {raise?: boolean}) => Promise<void>} addWords
 * @property {(answer: object) => string[]} missing  names of the needed fields that are empty, in `domain/consult`
 * @property {(vault: string, answer: {decision: string, reasons: string, setAside: string, steps: Array<{who: string, what: string, by: string}>, debrief: string}) => Promise<void>} answer
 * @property {(vault: string, close: {outcome: string, told: string, toldReason: string}) => Promise<void>} close
 * @property {(key: string, value: any) => Promise<void>} keepDraft @property {(key: string) => Promise<any>} draft @property {(key: string) => Promise<void>} dropDraft
 * @property {() => Promise<{names: string[], pushable: string[]}>} supervisors  who would be woken, and who has working push
 *
 * @typedef {object} Sync
 * @property {() => {phase: string, leaving: "needs-unlock"|null, lastContact: string|null, contactBefore: string|null, waiting: number, received: number, refused: number, held: number, kept: number, trouble: string|null, lost: number, distrusted: string[], progress: {done: number, of: number}|null}} state
 * @property {() => Promise<void>} settleLoss  it was read that something is gone from this phone
 * @property {() => Promise<void>} tryNow
 * @property {() => Promise<Array<{id: string, code: string, at: string, vault: string, state: string}>>} quarantine
 * @property {(id: string) => Promise<void>} retry
 * @property {() => Promise<void>} exportSafely  shares or downloads the sealed items
 * @property {() => Promise<Finding[]>} findings  what does not add up about the server, without what was set aside
 * @property {(findings: readonly Finding[]) => Promise<void>} setAside  its person has read it
 * @property {() => Promise<void>} saveEvidence  shares or downloads both receipts of each; no names
 * @typedef {import("../store/findings.js").Finding} Finding
 *
 * @typedef {object} Help
 * @property {() => {onCall: Array<{name: string, phone: string}>, resources: any[], neutralText: string}} now  from what is on the device; `tel:`/`sms:` values
 * @property {(about: {vault: string, session?: string|undefined}) => Promise<{level: string, steps: any[]}>} steps  what to do about a consult, or about what was noticed in a session (`domain/casework/worry.js`)
 *
 * @typedef {object} Settings
 * @property {() => {language: "en"|"es", theme: "system"|"light"|"dark"}} get
 * @property {(change: object) => Promise<void>} set  takes effect at once
 *
 * @typedef {object} Device
 * @property {() => Promise<any>} push  status: `{supported, permission, subscribed, working, needsHomeScreen, reached}`
 * @property {() => Promise<void>} subscribePush @property {() => Promise<void>} testPush @property {() => Promise<void>} unsubscribePush
 * @property {() => Promise<{persisted: boolean, usage: number, quota: number}>} storage
 * @property {() => {standalone: boolean, iosNeedsHomeScreen: boolean, canInstall: boolean, install: () => Promise<void>}} install
 * @property {import("../platform/speech.js").Speech} speech
 * @property {import("../platform/output.js").Output} output  files and paper: the PDF of a document, a spreadsheet, the share sheet, the printer
 * @property {() => boolean} mayBeOnline  a hint; only a failed request proves that there is no network
 * @property {(text: string) => Promise<void>} copy  rejects where the browser does not let us
 * @property {() => Promise<boolean>} keepStorage  asks that the browser never throws it away; the app does so when somebody comes in
 * @property {() => boolean} isPrivateWindow  likely; a browser never tells for sure
 * @property {() => {state: import("../app/update.js").UpdateState, take: () => Promise<void>}} update  an update is offered, never forced
 *
 * @typedef {import("../app/officer_reports.js").Report} Report
 * @typedef {object} Officer
 * @property {() => Promise<{people: any[], invitations: any[]}>} people  waiting people carry `shortCode`
 * @property {(form: {name: string, role: string}) => Promise<{link: string, expires: string}>} invite
 * @property {(id: string) => Promise<void>} cancelInvitation
 * @property {(person: any) => Promise<void>} approve  signs the certificate of this person of `people()` on this device; the code was compared
 * @property {(member: string) => Promise<void>} decline  the codes differ: somebody who waits is turned away
 * @property {() => Promise<{kit: string, kitPassphrase: string}>} makeKit  another recovery kit for the agency's keys
 * @property {() => Promise<Array<{id: string, member: string, name: string, since: string, code: string}>>} recoveries  who lost their passphrase, each with the code to compare
 * @property {(request: {id: string, code: string}) => Promise<string>} answerRecovery  the codes were the same; gives the second code, for a phone that is new
 * @property {(id: string) => Promise<void>} declineRecovery
 * @property {{state: () => Promise<{made: string|null, verified: string|null, lost: string|null}>, verify: (kit: string, words: string) => Promise<void>, remake: () => Promise<{kit: string, kitPassphrase: string}>, noteMade: () => Promise<void>, noteLost: () => Promise<void>}} kit
 * @property {() => Promise<OfficerKeys>} keys  the agency's own keys made new
 * @property {(member: string) => Promise<{done: number, left: number}>} endAccess  and new keys for what they held; left: records whose keys could not be renewed
 * @property {(member: string) => Promise<{done: number, left: number}>} renewKeys  what was cut off
 * @property {(member: string, to: string) => Promise<{done: number, left: number}>} giveCaseload
 * @property {(member: string) => Promise<number>} countHoldings  records that this member holds the newest key of
 * @property {(member: string) => Promise<void>} clearSecondStep  after a lost phone: all ways go, and one sign-in wants none
 * @property {(device: string) => Promise<void>} revokeDevice  of anybody
 * @property {() => Promise<any[]>} held  a line for each device that handed something in after its access had ended
 * @property {(device: string, decision: "admit"|"keep") => Promise<{decided: number, refused: number}>} decideHeld
 * @property {() => Promise<{reports: Report[], more: boolean}>} reports  what phones found wrong with the server, newest first
 * @property {(reports: readonly Report[]) => Promise<void>} lookedAt  sets them aside
 * @property {(reports: readonly Report[]) => Promise<void>} saveReports  as evidence
 * @property {(settings: object) => Promise<void>} saveSettings  signs a new descriptor (programme, language, on-call)
 * @property {() => Promise<any>} settings  of the signed descriptor
 *
 * @typedef {object} OfficerKeys
 * @property {() => Promise<{madeAt: string|null, isRenewed: boolean, unused: boolean}>} state  unused: a kit was made for keys that the agency does not use
 * @property {() => Promise<{kit: string, kitPassphrase: string}>} prepare  new keys, which nobody uses before `publish`
 * @property {(kit: string, words: string) => Promise<void>} publish  the kit opens, and from here on the agency is under the new keys; rejects `keys-changed`, `keys-unsure`
 * @property {() => void} forget @property {() => Promise<void>} forgetUnused
 * @property {() => Promise<number>} left  what is still sealed to an old records key only
 * @property {(onProgress: (progress: {done: number, of: number}) => void) => Promise<{unopened: number}>} goOn  seals it to the new one; cut off, it is taken up again
 *
 * @typedef {object} SecondStep  name and passphrase were right; on a phone that is new this is still missing
 * @property {Array<"totp"|"passkey"|"recovery">} ways
 * @property {(kind: "totp"|"recovery", code: string) => Promise<void>} byCode  in; rejects Refused `second-step-failed`
 * @property {() => Promise<void>} byPasskey  in; rejects also Cancelled
 *
 * @typedef {object} SecondSteps  one's own second step at sign-in
 * @property {() => boolean} isRequired  the agency wants one of everybody
 * @property {() => boolean} isPasskeyAvailable  this browser can make one
 * @property {() => Promise<{required: boolean, codesLeft: number, steps: Array<{id: string, kind: "totp"|"passkey", name: string, since: string, used: string|null}>}>} state
 * @property {(passphrase: string) => Promise<SecondStepChange>} change  rejects WrongPassphrase
 *
 * @typedef {object} SecondStepChange  what may be done with the passphrase given again
 * @property {(name: string) => Promise<{key: string, address: string, confirm: (code: string) => Promise<void>}>} addApp
 * @property {(name: string) => Promise<void>} addPasskey
 * @property {(id: string) => Promise<void>} remove
 * @property {() => Promise<string[]>} makeCodes  shown once
 *
 * @typedef {object} Recovery  a lost passphrase
 * @property {(signInName: string) => Promise<{code: string}>} begin  asks the officer; rejects `no-device-key` where nothing could open what is here
 * @property {() => Promise<null|{confirm: string|null}>} look  null: no answer yet; `confirm`: the second code, on a phone that is new; rejects `recovery-over` after an hour
 * @property {(passphrase: string) => Promise<SecondStep|null>} finish  the codes were the same: in (null), with the new passphrase, or nearly
 * @property {(form: {token: string, kit: string, words: string, passphrase: string}) => Promise<SecondStep|null>} finishWithKit  an officer, by the operator's link; rejects `kit-not-opened`, `kit-wrong`, `kit-link-over`
 * @property {() => void} stop
 */

export {};
