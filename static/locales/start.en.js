/** The few words for when the other words cannot be read, in English. */
export default Object.freeze({
  "start.unread.title": "The app could not be read",
  "start.unread.body": "Please check the signal and try again. What you saved is still on this phone.",
  "start.unread.again": "Try again",
});
