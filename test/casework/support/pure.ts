/** A case without a database: decided, folded and settled in memory by the same functions as the journal's. */
import { ClaimHolding, type NewEntry } from "../../../src/journal/index.js";
import { newId, withoutUndefined, type Refusal } from "../../../src/kernel/index.js";
import { evolveCase, initialCase, rowsOfCase, settleCase } from "../../../src/casework/case.js";
import { decideCommand } from "../../../src/casework/command.js";
import { caseCommandOf, type CaseState } from "../../../src/casework/index.js";
import type { CaseContext } from "../../../src/casework/context.js";
import { entry as newEntry, type CaseEntry, type Content } from "../../../src/casework/entries.js";
import { caseContext } from "../../../src/casework/services.js";
import type { Viewer } from "../../../src/parties/index.js";
import { tableOf } from "../../../src/platform/index.js";
import type { GuaranteeKind } from "../../../src/policy/index.js";
import { monday, testPolicies } from "../../support/cases.js";
import { inventedContent } from "./content.js";
import { parties, people } from "./people.js";

/** As the journal's own. */
const settleRoundsAtMost = 6;

export interface Answer {
  readonly ok: boolean;
  readonly refusals: readonly Refusal[];
  /** Distinct codes of the refusals, sorted. */
  readonly codes: readonly string[];
  /** Types of what was written, what followed by itself included. */
  readonly written: readonly string[];
}

export interface Opening {
  readonly product?: string;
  readonly guaranteeKind?: GuaranteeKind;
  readonly content?: Content;
  readonly opener?: Viewer;
  readonly now?: string;
}

export class PureCase {
  state: CaseState;
  entries: CaseEntry[] = [];
  now: string;
  /** What other cases hold, by "KIND:subject". */
  elsewhere = new Map<string, number>();
  guaranteeLimitFen: number | null = 1_000_000_000_000;
  /** What was kept as private rows, by id. */
  kept = new Map<string, string>();

  constructor(readonly id: string) {
    this.state = initialCase(id);
    this.now = monday;
  }

  static open(opening: Opening = {}): PureCase {
    const { product = "FUND", guaranteeKind = "GUARANTEE_COMPANY", opener = people.bankOfficer } = opening;
    const made = new PureCase(newId());
    made.now = opening.now ?? monday;
    const opened = newEntry("OPENED", {
      number: `XN2026${made.id.slice(-6)}`,
      product,
      centerId: parties.center,
      bankId: parties.bank,
      bankUnitId: opener.partyKind === "BANK" ? opener.unitId : null,
      guaranteeCompanyId: guaranteeKind === "GUARANTEE_COMPANY" ? parties.guarantor : null,
      guaranteeKind,
      ownerId: opener.memberId,
      ownerPartyId: opener.partyId,
      tripBudget: product === "FUND" ? 0 : 1,
      content: opening.content ?? inventedContent({ product }),
    });
    made.write([opened], opener);
    return made;
  }

  copy(): PureCase {
    const other = new PureCase(this.id);
    return Object.assign(other, {
      state: this.state,
      entries: [...this.entries],
      now: this.now,
      elsewhere: new Map(this.elsewhere),
      guaranteeLimitFen: this.guaranteeLimitFen,
      kept: new Map(this.kept),
    });
  }

  /** The same course as another case. */
  freshId(): PureCase {
    const other = Object.assign(new PureCase(newId()), { now: this.now });
    for (const entry of this.entries) {
      other.entries.push({ ...entry, streamId: other.id });
      other.state = evolveCase(other.state, entry);
    }
    return other;
  }

  /** The same case after so many minutes of wall time. */
  later(minutes: number): this {
    this.now = new Date(Date.parse(this.now) + minutes * 60_000).toISOString();
    return this;
  }

  get stage() {
    return this.state.lifecycle.stage;
  }

  context(viewer: Viewer): CaseContext {
    const keep = (_kind: string, _streamId: string, value: string) => {
      const id = newId();
      this.kept.set(id, value);
      return { id, mac: "0".repeat(64) };
    };
    const claimed = ({ kind, subject }: { kind: string; subject: string }) =>
      (this.elsewhere.get(`${kind}:${subject}`) ?? 0) + this.held(kind, subject);
    const journalContext = { now: this.now, newId, keep, claimed };
    const facts = { guaranteeLimitFen: this.state.lifecycle.guaranteeCompanyId ? this.guaranteeLimitFen : null };
    return caseContext({ policies: testPolicies() }, viewer, this.state, journalContext, facts);
  }

  /** What this case holds itself. */
  held(kind: string, subject?: string): number {
    return rowsOfCase(this.state)
      .filter(({ table }) => table === ClaimHolding)
      .map(({ row }) => row as ClaimHolding)
      .filter((holding) => holding.kind === kind && (subject === undefined || holding.subject === subject))
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Gives a command; what it writes is folded in. */
  give(viewer: Viewer, action: string, input: object = {}): Answer {
    const decided = decideCommand(caseCommandOf(action), this.state, input, this.context(viewer));
    if ("refusals" in decided) {
      const codes = [...new Set(decided.refusals.map(({ code }) => code))].sort();
      return { ok: false, refusals: decided.refusals, codes, written: [] };
    }
    const before = this.entries.length;
    this.write(decided.entries, viewer);
    const written = this.entries.slice(before).map(({ type }) => type);
    return { ok: true, refusals: [], codes: [], written };
  }

  /** @throws Error naming every refusal */
  must(viewer: Viewer, action: string, input: object = {}): this {
    const { ok, refusals } = this.give(viewer, action, input);
    if (!ok) throw new Error(`${action} in ${this.stage} was refused: ${JSON.stringify(refusals)}`);
    return this;
  }

  /** Codes of the refusals; empty where it was accepted. */
  refused(viewer: Viewer, action: string, input: object = {}): readonly string[] {
    return this.give(viewer, action, input).codes;
  }

  /** An item of a handoff was taken over; the handoff's own command writes this into the case. */
  receive(viewer: Viewer, handoffId: string, itemId: string): this {
    this.write([newEntry("HANDOFF_RECEIVED", { handoffId, items: [{ itemId, result: "ACCEPTED" }] })], viewer);
    return this;
  }

  private write(fresh: readonly NewEntry[], viewer: Viewer): void {
    let next = fresh;
    for (let round = 0; next.length > 0; round += 1) {
      if (round > settleRoundsAtMost) throw new Error("It does not settle");
      for (const one of next) this.fold(one, viewer);
      next = settleCase(this.state, this.context(viewer));
    }
  }

  private fold({ type, body, occurredAt }: NewEntry, viewer: Viewer): void {
    const stamped = {
      id: newId(),
      streamId: this.id,
      seq: this.state.version + 1,
      type,
      version: 1,
      actorId: viewer.memberId,
      onBehalfOfId: viewer.onBehalfOfId,
      unitId: viewer.unitId,
      channel: viewer.channel,
      occurredAt: occurredAt ?? this.now,
      recordedAt: this.now,
      body: withoutUndefined(body),
    };
    const stored = JSON.parse(JSON.stringify(stamped)) as CaseEntry;
    this.entries.push(stored);
    this.state = evolveCase(this.state, stored);
  }
}

/** The state that entries fold into. */
export const foldedFrom = (id: string, entries: readonly CaseEntry[]): CaseState =>
  entries.reduce((state, entry) => evolveCase(state, entry), initialCase(id));

/** Rows of the state by table and id. @throws Error where one is named twice. */
export function rowsByKey(state: CaseState): Map<string, object> {
  const found = new Map<string, object>();
  for (const { table, row } of rowsOfCase(state)) {
    const key = `${tableOf(table).name}/${(row as { id: string }).id}`;
    if (found.has(key)) throw new Error(`rowsOf names ${key} twice`);
    found.set(key, row);
  }
  return found;
}
