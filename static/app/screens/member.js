/** For members: people, sessions, notes, consults, and what is one's own. */
import { matcherOf, releasesOf, sessionsOf, stepsOf } from "../member_context.js";
import { mount as answer } from "../../views/answer/index.js";
import { mount as consult } from "../../views/consult/index.js";
import { mount as consultNew } from "../../views/consult_new/index.js";
import { mount as consults } from "../../views/consults/index.js";
import { mount as exception } from "../../views/exception/index.js";
import { mount as exceptions } from "../../views/exceptions/index.js";
import { mount as handOver } from "../../views/hand_over/index.js";
import { mount as me } from "../../views/me/index.js";
import { mount as note } from "../../views/note/index.js";
import { mount as noticed } from "../../views/noticed/index.js";
import { mount as open } from "../../views/open/index.js";
import { mount as people } from "../../views/people/index.js";
import { mount as person } from "../../views/person/index.js";
import { mount as personNew } from "../../views/person_new/index.js";
import { mount as release } from "../../views/release/index.js";
import { mount as releaseNew } from "../../views/release_new/index.js";
import { mount as releaseStop } from "../../views/release_stop/index.js";
import { mount as returned } from "../../views/returned/index.js";
import { mount as secondStep } from "../../views/second_step/index.js";
import { mount as session } from "../../views/session/index.js";
import { mount as share } from "../../views/share/index.js";
import { mount as shared } from "../../views/shared/index.js";
import { mount as sharedEntry } from "../../views/shared_entry/index.js";
import { mount as start } from "../../views/start/index.js";
import { mount as steps } from "../../views/steps/index.js";
import { mount as sync } from "../../views/sync/index.js";

/** @type {import("./index.js").Screens} */
export const screens = {
  answer, consult, consults, exception, exceptions, me, note, noticed, open, people, person, release, returned, session, share, shared, start, steps, sync,
  again: start, "hand-over": handOver, "consult-new": consultNew, "person-new": personNew, "shared-entry": sharedEntry,
  "release-new": releaseNew, "release-stop": releaseStop, "second-step": secondStep,
};

export const context = { matcher: matcherOf, releases: releasesOf, sessions: sessionsOf, steps: stepsOf };
