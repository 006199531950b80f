/** What the parties look at when the money is out: the case's own journal, and the scoreboard. */
import { the } from "./client.js";
import type { Scoreboard } from "./shapes.js";
import type { Walk } from "./walk.js";

/** Who did what and when: the journal of the case itself. */
export async function timeline({ staff, caseId }: Walk): Promise<string> {
  const { timeline: entries } = await staff.bankOfficer.look(
    "timeline(first: 3) { nodes { seq type actor { name } recordedAt } totalCount { value } }",
    caseId,
  );
  const newest = entries.nodes.map(({ type }) => type).join(", ");
  return `${entries.totalCount.value} entries, the newest: ${newest}`;
}

/** Computed from what was really done; every figure opens to its rows. */
export async function scoreboard({ staff, today }: Walk): Promise<string> {
  const period = `${today.slice(0, 4)}H${Number(today.slice(5, 7)) <= 6 ? 1 : 2}`;
  const { rows } = await staff.reviewer.ask<Scoreboard>(
    `query ($period: Period!) {
      scoreboard(period: $period, kind: BANK) { rows { partner { id } indicators { code value amount sampleSize } } }
    }`,
    { period },
  );
  const own = rows.find(({ partner }) => partner.id === staff.bankOfficer.partyId);
  const volume = the(
    own?.indicators.find(({ code }) => code === "VOLUME"),
    "The volume of the bank",
  );
  return `${period}: cases paid out by ${staff.bankOfficer.party}: ${volume.sampleSize}, ${volume.amount} yuan`;
}
