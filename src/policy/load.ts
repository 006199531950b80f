/** Loads the policy folder into one book: packs by day and by digest, and the working calendar. */
import { addDays, type Calendar } from "../kernel/index.js";
import { readCalendar } from "./calendarFiles.js";
import { describeFault, PolicyFaults, type PolicyFault } from "./faults.js";
import { rateFor } from "./lookups.js";
import { readPacks, type LoadedPack } from "./packFiles.js";
import { publishedFaults, readPublished, writePublished, type Publishable } from "./published.js";
import type { PolicyVersion, Rate } from "./types.js";

export interface PolicyBook {
  /** In order of effect. */
  readonly versions: readonly PolicyVersion[];
  readonly calendar: Calendar;
  /** The version in force on a day (`YYYY-MM-DD`). @throws Error before the first one. */
  on(day: string): PolicyVersion;
  /** The same, or null before the first one. */
  find(day: string): PolicyVersion | null;
  /** The version that an entry or a case is pinned to. @throws Error when it is not known. */
  byDigest(digest: string): PolicyVersion;
  /** The rate of the version in force on the loan's reference day. */
  rateFor(loan: Parameters<typeof rateFor>[1]): Rate | undefined;
}

interface Loaded {
  readonly book: PolicyBook;
  readonly publishable: readonly Publishable[];
}

/**
 * Reads, checks and freezes every pack and calendar of the folder.
 * `production` refuses what is not in `published.json`; what is in it must have the digest listed there in any case.
 * @throws PolicyFaults with every fault found.
 */
export function loadPolicies(folder: string, options: { readonly production?: boolean } = {}): PolicyBook {
  return load(folder, !options.production).book;
}

/** A pack, a calendar year or the office hours, and whether it was published before. */
export interface PolicyStanding extends Publishable {
  readonly published: boolean;
}

/** What the folder holds, with its digests; nothing is written. @throws PolicyFaults as above, out of production. */
export function checkPolicies(folder: string): readonly PolicyStanding[] {
  const { publishable } = load(folder, true);
  const listed = new Set(readPublished(folder, []).map(({ id }) => id));
  return publishable.map((item) => ({ ...item, published: listed.has(item.id) }));
}

/** Adds what is new to `published.json`. @throws PolicyFaults when anything is wrong, or published and changed. */
export function publishPolicies(folder: string): readonly PolicyStanding[] {
  const standing = checkPolicies(folder);
  writePublished(folder, standing);
  return standing;
}

function load(folder: string, allowUnpublished: boolean): Loaded {
  const faults: PolicyFault[] = [];
  const calendar = readCalendar(folder, faults);
  const calendarFaults = faults.splice(0);
  const packs = readPacks(folder, faults);
  const published = readPublished(folder, calendarFaults);
  if (!calendar || faults.length > 0 || calendarFaults.length > 0)
    throw new PolicyFaults(distinct([...faults, ...calendarFaults]));
  const publishable = [
    ...packs.map(({ pack, file, digest }) => ({ id: pack.id, file, digest })),
    ...calendar.publishable,
  ];
  const changed = publishedFaults(publishable, published, allowUnpublished);
  if (changed.length > 0) throw new PolicyFaults(changed);
  return { book: bookOf(packs, calendar.calendar), publishable };
}

/** A section taken over by a later pack is looked at again with it; its faults are named once. */
const distinct = (faults: readonly PolicyFault[]): PolicyFault[] => [
  ...new Map(faults.map((fault) => [describeFault(fault), fault])).values(),
];

function bookOf(packs: readonly LoadedPack[], calendar: Calendar): PolicyBook {
  const versions = packs.map(({ pack, digest }, index): PolicyVersion => {
    const next = packs[index + 1]?.pack.effectiveFrom;
    return frozen({ ...pack, digest, effectiveTo: next === undefined ? null : addDays(next, -1) });
  });
  const find = (day: string) => versions.findLast((version) => version.effectiveFrom <= day) ?? null;
  const on = (day: string) => {
    const version = find(day);
    if (!version) throw new Error(`No policy is in force on ${day}`);
    return version;
  };
  const byDigest = (digest: string) => {
    const version = versions.find((candidate) => candidate.digest === digest);
    if (!version) throw new Error(`No policy has the digest ${digest}`);
    return version;
  };
  return Object.freeze({
    versions: Object.freeze(versions),
    calendar: frozen(calendar),
    on,
    find,
    byDigest,
    rateFor: (loan: Parameters<typeof rateFor>[1]) => rateFor(on(loan.referenceDay), loan),
  });
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
