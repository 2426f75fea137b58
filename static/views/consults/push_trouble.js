/** Why this phone cannot be woken, if it cannot: a supervisor whom no push reaches must be told so, loudly. Pure. */

/**
 * `working`: the server's last push got through; null or absent while nobody knows.
 * @param {{supported: boolean, permission: string, subscribed: boolean, working?: boolean|null, needsHomeScreen: boolean}} status
 * @returns {null|"home-screen"|"unsupported"|"denied"|"off"|"unreachable"}
 */
export function pushTrouble({ supported, permission, subscribed, working, needsHomeScreen }) {
  if (needsHomeScreen) return "home-screen";
  if (!supported) return "unsupported";
  if (permission === "denied") return "denied";
  if (!subscribed || permission !== "granted") return "off";
  return working === false ? "unreachable" : null;
}
