/** What `verify` asks of the private tables of this room. */
import type { PrivateTableCheck } from "../journal/index.js";
import { verifyMemberNames } from "./members/verifyNames.js";
import { verifyPeople } from "./people/verifyPeople.js";

export const partyPrivateChecks: readonly PrivateTableCheck[] = [verifyPeople, verifyMemberNames];
