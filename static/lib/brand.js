/**
 * The product's name, in one place only: the app, its catalogues ("{brand}") and the manifest all read it here.
 * The server reads this line too, so it stays a plain double-quoted literal. The name is neutral on purpose:
 * nothing on a lock screen or in a task switcher may hint at what the app is used for.
 */
export const BRAND = "Sotto";
