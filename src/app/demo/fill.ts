/** Fills an empty database with the demonstration center: all of it in one transaction, or nothing. */
import type { CaseServices } from "../../casework/index.js";
import { createJournal } from "../../journal/index.js";
import { dayOf, parsePeriod, periodOf } from "../../kernel/index.js";
import type { Database } from "../../platform/index.js";
import { Faults } from "../configuration.js";
import { aggregatesIn, type Services } from "../services.js";
import { letStandIn } from "./absence.js";
import { createDemoClock, workingDaysSince } from "./clock.js";
import { foundCenter, freshPasswords, type FreshPasswords } from "./found.js";
import { inOneTransaction } from "./batch.js";
import { centerKind, markDemonstration } from "./marker.js";
import { verifyBuildings } from "./permits.js";
import { distribute, only, play, withRole } from "./play.js";
import { holdReview } from "./review.js";
import { createRandom } from "./random.js";
import { storedOnce } from "./samples.js";
import type { SignIn } from "./signIns.js";
import { storiesFrom } from "./stories.js";

export interface FillOptions {
  /** The same seed and day: the same demonstration, but for ids and passwords. */
  readonly seed?: number;
  /** Told after each case. */
  readonly onCase?: (done: number, all: number) => void;
  readonly passwords?: Parameters<typeof freshPasswords>[0];
}

export interface Filled {
  readonly cases: number;
  readonly signIns: readonly SignIn[];
}

export const defaultSeed = 20_160_930;
/** About six months of working days. */
const workingDaysAtLeast = 126;
/** The first case was opened so long before this half-year began, so that the one before has figures too. */
const workingDaysBeforeHalfYear = 45;

/** @throws Faults where there is a center already, a demonstration or a real one. */
export async function fillDemo(services: Services, options: FillOptions = {}): Promise<Filled> {
  const { database } = services;
  refuseIfTaken(await centerKind(database.read));
  const fresh = await freshPasswords(options.passwords);
  return inOneTransaction(database, (whole) => fill({ ...services, database: whole }, fresh, options));
}

function refuseIfTaken(kind: Awaited<ReturnType<typeof centerKind>>): void {
  if (kind === "NONE") return;
  const reason =
    kind === "REAL"
      ? "the database holds a center of its own: a demonstration needs an empty one (another LIANBAN_DATA or DATABASE_URL)"
      : "the demonstration is there already: `lianban demo --reset-passwords` shows its sign-ins";
  throw new Faults("Cannot fill the demonstration", [reason]);
}

type Whole = Omit<Services, "journal" | "database"> & Pick<Services, "journal"> & { readonly database: Database };

async function fill(
  services: Whole,
  fresh: FreshPasswords,
  { seed = defaultSeed, onCase }: FillOptions,
): Promise<Filled> {
  const { database, keys, policies, blobs, configuration } = services;
  const present = services.journal.clock().toISOString();
  const clock = createDemoClock(policies.calendar, present);
  const random = createRandom(seed);
  const journal = createJournal({
    database,
    keys,
    aggregates: aggregatesIn(configuration.zone),
    clock: () => new Date(clock.now),
  });
  const stage: CaseServices = { journal, policies, blobs: storedOnce(blobs) };

  const earliest = earliestWorkingDay(services, present);
  clock.startWorkingDaysAgo(earliest + 5, 0);
  // Another process may have been first.
  refuseIfTaken(await centerKind(database.read));
  const { parties, signIns } = await foundCenter(journal, fresh);
  const centerId = parties.find(({ kind }) => kind === "CENTER")?.id ?? "";
  const buildings = await verifyBuildings(stage, withRole(only(parties, "CENTER"), "CENTER_REVIEWER"));
  const productions = distribute(storiesFrom(random, earliest), parties, random).sort(
    (one, other) => other.story.openedWorkingDaysAgo - one.story.openedWorkingDaysAgo,
  );
  for (const [at, production] of productions.entries()) {
    await play({ services: stage, clock, parties, buildings }, production);
    onCase?.(at + 1, productions.length);
  }
  await holdReview(stage, clock, parties, present);
  await letStandIn(stage, clock, parties);
  await database.write((tx) => markDemonstration(tx, { id: centerId, seed, filledAt: present }));
  return { cases: productions.length, signIns };
}

/** How many working days ago the first case is opened. */
function earliestWorkingDay({ policies: { calendar } }: Whole, present: string): number {
  const today = dayOf(present, calendar.zone);
  const halfYear = parsePeriod(periodOf(today, "HALF"));
  const since = workingDaysSince(calendar, halfYear?.from ?? today, today);
  return Math.max(workingDaysAtLeast, since + workingDaysBeforeHalfYear);
}
