/** Words of the second step as it is asked for at sign-in, in English. */
export default Object.freeze({
  "second.ask.title": "One more step",
  "second.ask.lead": "Your passphrase was right. This phone is new here, so show that it is really you.",
  "second.ask.way": "How?",
  "second.ask.totp.hint": "Six digits. A new number comes every half minute.",
  "second.ask.recovery": "Recovery code",
  "second.ask.recovery.hint": "One of the ten that you kept, such as 4k2m-9xqd-71wz. Each works once.",
  "second.ask.recovery.missing": "Type a whole code: three groups of four.",
  "second.ask.passkey.body": "Your phone or computer asks for the passkey, or for the key to plug in.",
  "second.ask.passkey.action": "Use my passkey",
  "second.ask.action": "Go on",
  "second.ask.none": "None of your ways works in this browser. Use another one, or call your privacy officer.",
  "second.ask.lost": "If you have none of these any more, call your privacy officer. They can let you in once.",
});
