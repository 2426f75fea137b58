/**
 * The place in this app that a pasted invitation leads to. On an iPhone a touched link opens in Safari, whose storage the app on the
 * Home Screen does not share; so the link is pasted there. Only the two kinds of invitation lead anywhere.
 */
const INVITATION = /#\/(join\/[\w.~-]{1,200}\/[\w.~-]{1,200}|set-up\/[\w.~-]{1,200})\/?(?=$|\s)/;

/** @param {string} text  the link, perhaps with the words of the message around it @returns {string|null} */
export function invitationPath(text) {
  const found = INVITATION.exec(text.trim());
  return found ? `/${found[1]}` : null;
}
