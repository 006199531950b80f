/** One order over many cases: each decides by itself, in its own transaction; the order remembers which they were. */
import { Busy, type Aggregate, type Entry, type NewEntry } from "../journal/index.js";
import { newId, type Refusal } from "../kernel/index.js";
import { actorOf, hasRole, type Viewer } from "../parties/index.js";
import type { CaseCommand, CommandInput } from "./command.js";
import { refuse } from "./refusals.js";
import { runCommand, tryCommand, type CaseMutationInput, type RunOptions } from "./run.js";
import type { CaseServices } from "./services.js";

/** A case of an order, and by what the caller named it where that was another id. */
export interface BatchItem {
  readonly caseId: string;
  readonly subject?: string;
}

export interface BatchState {
  readonly id: string;
  readonly command: string;
  readonly items: readonly BatchItem[];
}

type BatchEntry = Entry<"BATCH_ORDERED", { command: string; items: readonly BatchItem[] }>;

/** What was ordered is fixed with the first request: a repeated one goes on with the same cases, and with no others. */
export const caseBatch: Aggregate<BatchState> = {
  kind: "caseBatch",
  initial: (id) => ({ id, command: "", items: [] }),
  evolve: (state, entry) => ({ ...state, ...(entry as BatchEntry).body }),
  rowsOf: () => [],
  tables: [],
};

/** What came of one case. */
export interface Verdict extends BatchItem {
  readonly refusals: readonly Refusal[];
}

export interface BatchAnswer {
  readonly verdicts: readonly Verdict[];
  /** Why nothing at all was done. */
  readonly refusals: readonly Refusal[];
}

export interface BatchOrder<Input extends CommandInput, Given extends CaseMutationInput> {
  readonly spec: CaseCommand<Input>;
  readonly items: readonly BatchItem[];
  readonly atMost: number;
  /** The input's list of ids, which a refusal names; null where the cases were found by a filter. */
  readonly listField: string | null;
  /** Canonical values of the whole input: one idempotency key stands for them. */
  readonly input: object;
  readonly idempotencyKey: string | null;
  readonly dryRun?: boolean;
  readonly givenFor: (item: BatchItem) => Given;
  readonly options?: RunOptions<Input, Given>;
}

/**
 * One verdict for each case. A dry run answers the same and writes nothing; an order of which nothing can be done is
 * refused as a whole, beside the verdicts. Interrupted, it is gone on with by the same key.
 */
export async function runMany<Input extends CommandInput, Given extends CaseMutationInput>(
  services: CaseServices,
  viewer: Viewer,
  order: BatchOrder<Input, Given>,
): Promise<BatchAnswer> {
  const items = distinct(order.items);
  const wrong = misfit(viewer, order, items);
  if (wrong.length > 0) return { verdicts: [], refusals: wrong };
  const foreseen: Verdict[] = [];
  for (const item of items) {
    const refusals = await tryCommand(services, viewer, order.spec, order.givenFor(item), order.options);
    foreseen.push({ ...item, refusals });
  }
  if (order.dryRun)
    return { verdicts: foreseen, refusals: foreseen.length > 0 ? [] : allOf(foreseen, order.listField) };
  const batch = await place(services, viewer, order, foreseen);
  if (!batch.ok) return { verdicts: batch.hopeless ? tellable(foreseen) : [], refusals: batch.refusals };
  const verdicts: Verdict[] = [];
  for (const item of batch.items) verdicts.push({ ...item, refusals: await one(services, viewer, order, batch, item) });
  return { verdicts, refusals: [] };
}

const distinct = (items: readonly BatchItem[]): BatchItem[] => [
  ...new Map(items.map((item) => [item.caseId, item])).values(),
];

function misfit<Input extends CommandInput, Given extends CaseMutationInput>(
  viewer: Viewer,
  { spec, atMost, listField }: BatchOrder<Input, Given>,
  items: readonly BatchItem[],
): Refusal[] {
  if (!hasRole(viewer, spec.by)) return [refuse("NOT_ALLOWED")];
  const about = listField ? { field: listField } : {};
  return items.length > atMost ? [refuse("TOO_MANY", { ...about, params: { most: atMost } })] : [];
}

/** Whoever is out of place in every case learns nothing case by case. */
const tellable = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.every(({ refusals }) => refusals.every(({ code }) => code === "NOT_FOUND" || code === "NOT_ALLOWED"))
    ? []
    : verdicts;

type Placed = { readonly ok: true; readonly id: string; readonly items: readonly BatchItem[] };
/** `hopeless`: because nothing of it can be done, which the verdicts say one by one. */
type NotPlaced = { readonly ok: false; readonly hopeless: boolean; readonly refusals: readonly Refusal[] };

/** Writes the order down, or finds the one that the key stands for. */
async function place<Input extends CommandInput, Given extends CaseMutationInput>(
  { journal }: CaseServices,
  viewer: Viewer,
  { spec, input, idempotencyKey, listField }: BatchOrder<Input, Given>,
  foreseen: readonly Verdict[],
): Promise<Placed | NotPlaced> {
  const items = foreseen.map(({ refusals: _refusals, ...item }) => item);
  const stream = { aggregate: caseBatch, id: newId(), create: true };
  const ordered: NewEntry = { type: "BATCH_ORDERED", body: { command: spec.action, items } };
  let hopeless = false;
  const outcome = await journal.execute({
    command: `${spec.action}_ORDER`,
    actor: actorOf(viewer),
    input,
    idempotencyKey,
    streams: [stream],
    decide() {
      hopeless = foreseen.every(({ refusals }) => refusals.length > 0);
      return hopeless
        ? { refusals: allOf(foreseen, listField) }
        : { appends: [{ streamId: stream.id, entries: [ordered] }], resultId: stream.id };
    },
  });
  if (!outcome.ok) return { ok: false, hopeless, refusals: outcome.refusals };
  if (!outcome.replayed) return { ok: true, id: stream.id, items };
  const before = await journal.read(caseBatch, outcome.resultId);
  return { ok: true, id: outcome.resultId, items: before?.items ?? [] };
}

/** Every reason, at the case that it holds for; where cases were found by a filter, each reason once. */
function allOf(verdicts: readonly Verdict[], listField: string | null): Refusal[] {
  if (verdicts.length === 0) return [refuse("NO_CASES", listField ? { field: listField } : {})];
  const told = verdicts.flatMap(({ refusals }, at) =>
    refusals.map(({ field: _field, ...refusal }) => ({
      ...refusal,
      ...(listField && { field: [listField, String(at)] }),
    })),
  );
  return [...new Map(told.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
}

async function one<Input extends CommandInput, Given extends CaseMutationInput>(
  services: CaseServices,
  viewer: Viewer,
  { spec, givenFor, options }: BatchOrder<Input, Given>,
  batch: Placed,
  item: BatchItem,
): Promise<readonly Refusal[]> {
  const given = { ...givenFor(item), idempotencyKey: `${batch.id}:${item.caseId}` };
  try {
    const outcome = await runCommand(services, viewer, spec, given, options);
    return outcome.ok ? [] : outcome.refusals;
  } catch (error) {
    // The others are not to suffer from it; this one's turn comes with the next request.
    if (error instanceof Busy) return [refuse("CASE_BUSY")];
    throw error;
  }
}
