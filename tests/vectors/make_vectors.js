/** Write `javascript/*.json` anew: `node tests/vectors/make_vectors.js [format…]`. What they mean: README.md. Valid cases are made by the app's own code. */
import { writeFileSync } from "node:fs";
import {
  accountCases, accountDeviceKeyCases, agencyKeysCases, deviceKeyCases, kitCases, localCases, passphraseCases, recoveredCases, recoveryCases, thumbprintCases,
} from "./account_cases.js";
import { envelopeCases, grantCases } from "./item_cases.js";
import { certificateCases, descriptorCases, receiptsCases, successionCases } from "./signed_cases.js";
import { createWorld } from "./world.js";

const FORMATS = {
  envelope: envelopeCases, grant: grantCases, receipts: receiptsCases, certificate: certificateCases, descriptor: descriptorCases, succession: successionCases,
  account: accountCases, recovery: recoveryCases, "agency-keys": agencyKeysCases, kit: kitCases, "device-key": deviceKeyCases,
  local: localCases, passphrase: passphraseCases, thumbprint: thumbprintCases, recovered: recoveredCases, "account-device-key": accountDeviceKeyCases,
};

const world = await createWorld();
const only = process.argv.slice(2);
for (const [format, casesOf] of Object.entries(FORMATS)) {
  if (only.length > 0 && !only.includes(format)) continue;
  const file = new URL(`./javascript/${format}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify({ format, v: 1, cases: await casesOf(world) }, null, 1)}\n`);
}
