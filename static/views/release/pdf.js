/** A signed release as a file for the participant: the document and its signature, made on this phone. */

/** @param {import("../context.js").Context} context @param {any} signed */
export async function pdfOf({ i18n, device }, { document, signature, signedAt, zone, hash }) {
  const { t, time } = i18n;
  const drawn = signature.strokes?.length ? [{ kind: /** @type {const} */ ("text"), text: t("release.signature.alsoDrawn") }] : [];
  const blocks = [
    ...document.blocks,
    { kind: "heading", text: t("release.signature") },
    { kind: "text", text: signature.intent },
    { kind: "text", text: `${t("release.signature.name")}: ${signature.name}` },
    ...drawn,
    { kind: "text", text: `${t("release.signature.at")}: ${time(signedAt)} · ${zone} (${signedAt})` },
    { kind: "text", text: `${t("release.signature.print")}: ${hash}` },
  ];
  await device.output.give(await device.output.pdfOf({ title: document.title, language: document.template.language, blocks }));
}
