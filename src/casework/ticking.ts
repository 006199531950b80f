/** Pauses that have lasted their time end by themselves, also in cases that nobody touches. */
import { systemActor } from "../journal/index.js";
import type { Viewer } from "../parties/index.js";
import { selectRows } from "../platform/index.js";
import { settleCase } from "./case.js";
import { ClockPause } from "./clocks/rows.js";
import { openPause } from "./clocks/state.js";
import { caseRef } from "./run.js";
import { caseContext, readCaseFacts, type CaseServices } from "./services.js";
import type { CaseState } from "./state.js";

/** The program itself: it sees every case and may give no command. */
const nobody: Viewer = {
  memberId: systemActor.memberId,
  partyId: "",
  partyKind: "CENTER",
  unitId: null,
  unitIds: null,
  roles: [],
  rank: 0,
  onBehalfOfId: null,
  channel: "SYSTEM",
  language: "zh-CN",
};

/** Lets the clocks of up to `atMost` cases run on whose pause is over; safe in many processes at once. How many did. */
export async function resumeOverduePauses(services: CaseServices, atMost = 200): Promise<number> {
  const { journal } = services;
  const now = journal.clock().toISOString();
  const due = await selectRows(
    journal.database.read,
    ClockPause,
    `resumedAt IS NULL AND latestResumeAt <= ? ORDER BY latestResumeAt LIMIT ${atMost}`,
    [now],
  );
  let resumed = 0;
  for (const { caseId } of due) {
    const ref = caseRef(caseId);
    const { ok } = await journal.execute({
      command: "CLOCK_TICK",
      actor: systemActor,
      input: { caseId },
      streams: [ref],
      prepare: (tx, loaded) => readCaseFacts(tx, services, loaded.state(ref)),
      decide(loaded, context, facts) {
        const state = loaded.state(ref);
        const over = state && isOver(state, context.now);
        // Somebody's act may have ended it meanwhile.
        if (!over) return { refusals: [] };
        const entries = settleCase(state, caseContext(services, nobody, state, context, facts));
        return { appends: [{ streamId: caseId, entries }], resultId: caseId };
      },
      settle: (_id, state, context, facts) =>
        settleCase(state as CaseState, caseContext(services, nobody, state as CaseState, context, facts)),
    });
    if (ok) resumed += 1;
  }
  return resumed;
}

const isOver = ({ clocks }: CaseState, now: string): boolean => (openPause(clocks)?.latestResumeAt ?? "9") <= now;
