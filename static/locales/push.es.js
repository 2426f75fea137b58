/** Words of notifications, in Spanish. One sentence for every cause: a lock screen must not tell why it was lit. */
export default Object.freeze({
  "push.title": "{brand}",
  "push.body": "Hay algo nuevo. Abra la aplicación para verlo.",
});
