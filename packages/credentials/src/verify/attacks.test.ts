/** Every file that somebody made to be believed, before the check; the verifier page has the same ones in test/e2e. */
import { ATTACKS_IN_FILES, ATTACKS_IN_FILES_PORTS } from "../testing/attacks-in-files.testing.ts";
import { ATTACKS, ATTACKS_PORTS } from "../testing/attacks.testing.ts";
import { testAttacks } from "../testing/attack.testing.ts";

testAttacks(ATTACKS, ATTACKS_PORTS);
testAttacks(ATTACKS_IN_FILES, ATTACKS_IN_FILES_PORTS);
