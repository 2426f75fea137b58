/** The store, the queue and the engine under faults in any order: nothing saved is lost or doubled (`tests/faults/stories.js`). */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const STORIES = fileURLToPath(new URL("../../faults/stories.js", import.meta.url));

/** @param {"whole"|"cut"} end @param {number} runs */
function tell(end, runs) {
  const { status, stderr } = spawnSync(process.execPath, [STORIES, end, String(runs)], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
}

test("with the line whole at last, everything saved is on the server once, and the phone has its verified receipt", () => tell("whole", 100));

test("with no line at last, everything saved is on the phone once, and what has no verified receipt is counted", () => tell("cut", 60));
