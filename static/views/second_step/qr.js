/** The address of an authenticator app as a picture that another phone can read. A part of its own: only who adds an app on this screen wants it. */
import { svg } from "lit-html";
import { encode } from "uqr";

const QUIET_ZONE = 4;

/** @param {string} text @param {string} label what a screen reader says */
export function qrCode(text, label) {
  const { data, size } = encode(text, { border: QUIET_ZONE });
  const path = data.flatMap((line, y) => line.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return svg`<svg class="qr" role="img" aria-label=${label} viewBox=${`0 0 ${size} ${size}`} shape-rendering="crispEdges">
    <rect class="qr__paper" width=${size} height=${size}></rect><path class="qr__ink" d=${path}></path>
  </svg>`;
}
