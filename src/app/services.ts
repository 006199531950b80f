/** The rooms put together: one database, one journal with every kind of stream, the policy in force, the documents. */
import { caseBatch, complaintAggregate, loanCaseAggregate } from "../casework/index.js";
import { documentsAggregates, handoffAggregate } from "../documents/index.js";
import { exchangeAggregates } from "../exchange/index.js";
import { createJournal, type Aggregate, type Journal, type JournalOptions } from "../journal/index.js";
import {
  oversightAggregates,
  withCaseFacts,
  withComplaintFacts,
  withHandoffFacts,
  withPaidOutLoans,
} from "../oversight/index.js";
import { partyAggregates } from "../parties/index.js";
import {
  createKeys,
  keysOfFolder,
  openDatabase,
  openFolderBlobs,
  parseKeys,
  type BlobStore,
  type Database,
  type Keys,
} from "../platform/index.js";
import { calendarAggregate, loadPolicies, type PolicyBook } from "../policy/index.js";
import { Faults, type Configuration } from "./configuration.js";

/** Every kind of stream; a case's facts for the scoreboard are dated in the zone. */
export const aggregatesIn = (zone: string): readonly Aggregate<never>[] =>
  [
    ...partyAggregates,
    calendarAggregate,
    ...documentsAggregates.filter(({ kind }) => kind !== handoffAggregate.kind),
    withHandoffFacts(handoffAggregate, zone),
    withPaidOutLoans(withCaseFacts(loanCaseAggregate, zone), zone),
    withComplaintFacts(complaintAggregate, zone),
    caseBatch,
    ...oversightAggregates,
    ...exchangeAggregates,
  ] as never[];

export interface Services {
  readonly configuration: Configuration;
  readonly database: Database;
  readonly keys: Keys;
  readonly journal: Journal;
  readonly policies: PolicyBook;
  readonly blobs: BlobStore;
  close(): Promise<void>;
}

/** What tests bring of their own: a clock, a probe, keys. */
export type ServiceOptions = Partial<Pick<JournalOptions, "clock" | "probe" | "keys">>;

type KeyPlace = Pick<Configuration, "keys" | "keysFile">;

/** The center's keys: given, or made once in the data folder. */
export const keysOf = ({ keys, keysFile }: KeyPlace): Keys =>
  createKeys(keys === null ? keysOfFolder(keysFile) : parseKeys(keys));

/** The same as the text of LIANBAN_KEYS. */
export const keysText = ({ keys, keysFile }: KeyPlace): string =>
  keys ??
  keysOfFolder(keysFile)
    .map(({ id, key }) => `${id}:${key.toString("base64")}`)
    .join(",");

/** The caller closes them. @throws PolicyFaults naming every fault of the rule packs; Faults where the zones differ. */
export async function openServices(configuration: Configuration, options: ServiceOptions = {}): Promise<Services> {
  const { production, policyFolder, blobFolder, zone } = configuration;
  const policies = loadPolicies(policyFolder, { production });
  if (policies.calendar.zone !== zone) {
    const reason = `LIANBAN_ZONE is ${zone}, and the policy's calendar is of ${policies.calendar.zone}`;
    throw new Faults("The zone is not one", [reason]);
  }
  const keys = options.keys ?? keysOf(configuration);
  const blobs = await openFolderBlobs({ folder: blobFolder, keys });
  const database = await openDatabase(configuration.database);
  const journal = createJournal({ ...options, database, keys, aggregates: aggregatesIn(zone) });
  return { configuration, database, keys, journal, policies, blobs, close: () => database.close() };
}
