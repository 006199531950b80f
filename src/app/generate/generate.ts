/** Fills an empty database with made-up cases by the hundred thousand: facts, tallies and rows of cases, in bulk. */
import { LoanCase } from "../../casework/index.js";
import type { Journal } from "../../journal/index.js";
import { addDays, dayOf, isWorkingDay } from "../../kernel/index.js";
import { createPasswords, registerParty, resultOf } from "../../parties/index.js";
import { PartnerFact } from "../../oversight/index.js";
import { insertRows, type Database } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import { foundCenter, freshPasswords } from "../demo/found.js";
import { centerKind, markDemonstration } from "../demo/marker.js";
import type { SignIn } from "../demo/signIns.js";
import { Faults } from "../configuration.js";
import { madeCase, type CasePlan, type MadeParty } from "./cases.js";
import { countAllFacts } from "./tallies.js";

export interface GenerateOptions {
  readonly cases: number;
  readonly seed: number;
  readonly onProgress?: (done: number, of: number, what: string) => void;
  /** Cheap passwords, for a database that is thrown away. */
  readonly throwaway?: boolean;
}

export interface Generated {
  readonly cases: number;
  readonly facts: number;
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  readonly signIns: readonly SignIn[];
}

interface Ground {
  readonly journal: Journal;
  readonly database: Database;
  readonly policies: Pick<PolicyBook, "calendar">;
}

const casesAtOnce = 1_000;
const banksInAll = 8;
const guarantorsInAll = 4;

/** @throws Faults where the database holds a center already. */
export async function generate({ journal, database, policies }: Ground, options: GenerateOptions): Promise<Generated> {
  const { cases, seed, onProgress, throwaway = false } = options;
  if ((await centerKind(database.read)) !== "NONE") {
    throw new Faults("Cannot generate", ["the database holds a center already; only an empty one is filled"]);
  }
  const passwords = throwaway ? createPasswords({ memoryKib: 8, passes: 1, lanes: 1 }) : undefined;
  const { parties, signIns } = await foundCenter(journal, await freshPasswords(passwords));
  const centerId = parties.find(({ kind }) => kind === "CENTER")?.id ?? "";
  const filledAt = journal.clock().toISOString();
  await database.write((tx) => markDemonstration(tx, { id: centerId, seed, filledAt }));
  const partiesOf = async (kind: "BANK" | "GUARANTEE_COMPANY", inAll: number): Promise<MadeParty[]> => {
    const living = parties.filter((one) => one.kind === kind).map((one) => livingParty(one));
    for (let number = living.length + 1; number <= inAll; number += 1) {
      const [code, name] =
        kind === "BANK" ? [`GB${number}`, `虚构银行${number}`] : [`GG${number}`, `虚构担保${number}`];
      const input = { kind, code, name, nameEn: `Invented ${kind === "BANK" ? "bank" : "guarantor"} ${number}` };
      living.push({ id: resultOf(await registerParty(journal, input)), unitIds: [], memberIds: [] });
    }
    return living;
  };
  const today = dayOf(filledAt, policies.calendar.zone);
  const days = workingDays(policies, today);
  const plan: CasePlan = {
    ...{ seed, centerId, days },
    banks: await partiesOf("BANK", banksInAll),
    guarantors: await partiesOf("GUARANTEE_COMPANY", guarantorsInAll),
  };
  let facts = 0;
  for (let done = 0; done < cases; done += casesAtOnce) {
    const numbers = Array.from({ length: Math.min(casesAtOnce, cases - done) }, (_, at) => done + at + 1);
    const made = numbers.map((number) => madeCase(plan, number));
    const rows = made.flatMap((one) => one.facts);
    await database.write(async (tx) => {
      await insertRows(
        tx,
        LoanCase,
        made.map(({ loan }) => loan),
      );
      await insertRows(tx, PartnerFact, rows);
    });
    facts += rows.length;
    onProgress?.(done + numbers.length, cases, "cases");
  }
  await database.write((tx) => countAllFacts(tx, (part) => onProgress?.(cases, cases, part)));
  return { cases, facts, seed, from: days[0] ?? today, to: days.at(-1) ?? today, signIns };
}

const livingParty = ({
  id,
  viewers,
}: {
  id: string;
  viewers: ReadonlyMap<string, { memberId: string; unitId: string | null }>;
}): MadeParty => {
  const people = [...viewers.values()];
  return {
    id,
    unitIds: [...new Set(people.flatMap(({ unitId }) => (unitId ? [unitId] : [])))],
    memberIds: people.map(({ memberId }) => memberId),
  };
};

/** The working days of the year up to yesterday, in order. */
function workingDays({ calendar }: Pick<PolicyBook, "calendar">, today: string): string[] {
  const days: string[] = [];
  for (let day = addDays(today, -365); day < today; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) days.push(day);
  }
  return days;
}
