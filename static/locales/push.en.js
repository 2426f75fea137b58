/** Words of notifications, in English. One sentence for every cause: a lock screen must not tell why it was lit. */
export default Object.freeze({
  "push.title": "{brand}",
  "push.body": "Something is new. Open the app to see it.",
});
