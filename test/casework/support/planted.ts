/** Cases that went their way in memory, put into a database whole: a quick start for what needs a journal. */
import { aggregatesIn } from "../../../src/app/services.js";
import {
  caseCommandOf,
  loanCaseAggregate,
  runCommand,
  type CaseServices,
  type CaseState,
} from "../../../src/casework/index.js";
import { createJournal, systemActor, type Outcome } from "../../../src/journal/index.js";
import type { Viewer } from "../../../src/parties/index.js";
import type { BlobStore, Database } from "../../../src/platform/index.js";
import { testPolicies } from "../../support/cases.js";
import { testKeys } from "../../support/harness.js";
import type { PureCase } from "./pure.js";

export interface Ground {
  readonly services: CaseServices;
  /** A clock that stands until it is moved. */
  readonly clock: { now: string };
}

const noBlobs = {} as BlobStore;

export function groundOn(database: Database, now: string): Ground {
  const clock = { now };
  const journal = createJournal({
    database,
    keys: testKeys,
    aggregates: aggregatesIn("Asia/Shanghai"),
    clock: () => new Date(clock.now),
  });
  return { clock, services: { journal, policies: testPolicies(), blobs: noBlobs } };
}

/**
 * Writes what happened in memory as one stream; its entries have ids of their own, and one actor for all. `known` names
 * parties in memory that are others in the database.
 */
export async function plant(
  { services, clock }: Ground,
  one: PureCase,
  known: Readonly<Record<string, string>> = {},
): Promise<string> {
  if (clock.now < one.now) clock.now = one.now;
  const said = Object.entries(known).reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    JSON.stringify(one.entries),
  );
  const outcome = await services.journal.execute({
    command: "PLANT",
    actor: systemActor,
    input: { id: one.id },
    streams: [{ aggregate: loanCaseAggregate, id: one.id, create: true }],
    decide: () => ({
      appends: [
        {
          streamId: one.id,
          entries: (JSON.parse(said) as PureCase["entries"]).map(({ type, body, occurredAt }) => ({
            type,
            body,
            occurredAt,
          })),
        },
      ],
      resultId: one.id,
    }),
  });
  if (!outcome.ok) throw new Error(`Not planted: ${JSON.stringify(outcome.refusals)}`);
  return one.id;
}

export async function stateOf({ services }: Ground, caseId: string): Promise<CaseState> {
  const state = await services.journal.read(loanCaseAggregate, caseId);
  if (!state) throw new Error(`There is no case ${caseId}`);
  return state;
}

export const giveTo = (
  { services }: Ground,
  caseId: string,
  viewer: Viewer,
  action: string,
  input: object = {},
): Promise<Outcome> => runCommand(services, viewer, caseCommandOf(action), { caseId, ...input });

export const codesOf = (outcome: Outcome): string[] =>
  outcome.ok ? [] : [...new Set(outcome.refusals.map(({ code }) => code))].sort();
