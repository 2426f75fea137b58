/** What the build writes into the worker; see webapp/pwa/build.py. */
declare const SOTTO_BUILD: string;
declare const SOTTO_PRECACHE: readonly string[];
declare const SOTTO_ICONS: { readonly icon: string; readonly badge: string };
