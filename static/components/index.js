/**
 * The design system in one import. Every component is a function that returns a lit-html template in the light DOM:
 * no state of its own, no words of its own (labels are passed in from the catalogues), no inline style or script.
 * docs/design-system.md shows when to use which.
 */
export { badge, emptyState, notice } from "./badge.js";
export { button, form, linkButton } from "./button.js";
export { choices } from "./choices.js";
export { errorSummary } from "./error_summary.js";
export { field } from "./field.js";
export { fileField } from "./file_field.js";
export { icon, iconNames } from "./icon.js";
export { definitionList, list, row } from "./list.js";
export { crisisRow, tabs } from "./navigation.js";
export { fitSegments, highlightText, noteEditor } from "./note_editor.js";
export { bottomBar, focusHeading, page, shell, topBar } from "./page.js";
export { progress, skeleton, stepper, timeline } from "./progress.js";
export { signatureDrawing, signaturePad } from "./signature.js";
export { sheet } from "./sheet.js";
export { createToaster, statusText, toast } from "./status.js";
