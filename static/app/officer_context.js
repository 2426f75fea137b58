/**
 * What only the privacy officer's screens use, put together from the parts; read with them.
 */
import * as crypto from "../crypto/index.js";
import { createRegrant } from "../domain/leaving/regrant.js";
import { createAgencyKeys } from "./agency_keys.js";
import { createOfficer } from "./officer.js";
import { createOfficerKit } from "./officer_kit.js";
import { createOfficerLeaving, holdingsOf } from "./officer_leaving.js";
import { createOfficerRecovery } from "./officer_recovery.js";
import { createOfficerReports } from "./officer_reports.js";
import { readPart } from "./parts.js";

/** @param {any} parts  of `app/main.js` */
export function officerOf({ protocol, keyring, repository, account, clock, ids, store, origin, cryptography, makeKit, device, engine }) {
  const agencyKeys = createAgencyKeys({ protocol, keyring });
  const { recordsOpeners } = agencyKeys;
  const regrant = createRegrant({
    crypto, clock, ids, keyring, directory: repository.directory, holdings: holdingsOf(protocol), recordsOpeners, grantsHere: store.grantsOf, writeGrants: repository.writeGrants,
  });
  /** @type {ReturnType<typeof import("./officer_keys.js").createOfficerKeys>|null} */
  let keys = null;
  return {
    ...createOfficer({ protocol, keyring, repository, account, makeKit, clock, origin }),
    ...createOfficerLeaving({ protocol, account, regrant }),
    kit: createOfficerKit({ protocol, keyring, crypto: cryptography, directory: repository.directory, agencyKeys: agencyKeys.open }),
    ...createOfficerRecovery({ protocol, repository, recordsOpeners }),
    ...createOfficerReports({ protocol, keyring, clock, share: device.share }),
    /** Wanted once in years: read when it is. */
    async keys() {
      const { createOfficerKeys } = await readPart(() => import("./officer_keys.js"));
      return (keys ??= createOfficerKeys({ protocol, keyring, repository, account, cryptography, agencyKeys, regrant, engine, clock }));
    },
  };
}
