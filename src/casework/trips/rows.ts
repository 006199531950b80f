/** Visits as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { impliedBy, type ImpliedBy, type VisitPlace } from "../entries.js";
import { enumOf, VisitPlaceEnum } from "../enums.js";
import type { CaseState } from "../state.js";
import { cameOn } from "./state.js";

export const ImpliedByEnum = enumOf(impliedBy);
registerEnumType(ImpliedByEnum, {
  name: "VisitImpliedBy",
  description: "What shows that the applicant came, where nobody logged it (推定依据).",
  valuesConfig: {
    DOCUMENT: { description: "A paper was handed over in person (当面递交材料)." },
    SIGNATURE: { description: "A signature was given there (到场签署)." },
    CONTACT: { description: "They spoke at the window (窗口联系)." },
  },
});

@ObjectType({ description: "A visit asked of the applicant, or made (到访)." })
@Derived("visit", { stream: "caseId", index: { ix_visit_case: ["caseId"] } })
export class Visit {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.code({ api: "Why, a code of the policy (事由)" }) reasonCode!: string;
  @col.flag({ api: "An interview that the law requires; never counted (法定面谈)" }) legalInterview!: boolean;
  @col.flag({ api: "Spends the trip budget (计入跑动次数)" }) counted!: boolean;
  @col.instant({ api: "When it was asked for (要求时间)", nullable: true }) requestedAt!: string | null;
  @col.id({ nullable: true }) requestedById!: string | null;
  /** Who asked for it, or whom the applicant came to. */
  @col.id() partyId!: string;
  @col.instant({ api: "When the applicant came (到访时间)", nullable: true }) visitedAt!: string | null;
  @col.id({ nullable: true }) recordedById!: string | null;
  @col.code({ api: "Where (地点)", type: () => VisitPlaceEnum, nullable: true }) place!: VisitPlace | null;
  @col.code({
    api: "What shows it, where nobody logged it; null where somebody did (推定依据)",
    type: () => ImpliedByEnum,
    nullable: true,
  })
  impliedBy!: ImpliedBy | null;
  @col.flag({
    api: "Of a visit that nobody logged: it came over the budget, and had happened all the same (超出跑动次数)",
    nullable: true,
  })
  overBudget!: boolean | null;
  @col.id({ nullable: true }) noteId!: string | null;
  @col.flag({ api: "Taken back by a correction (已撤销)" }) voided!: boolean;
}

export const tripsRows = (state: CaseState): RowOut[] => [...visitRows(state), ...exceptionRows(state)];

const visitRows = (state: CaseState): RowOut[] =>
  state.trips.visits.map((visit) => {
    const { id, version, asked, implied, made, takenBack, counted, voided } = visit;
    const came = cameOn(visit);
    const shown = came ?? asked ?? takenBack;
    return rowOut(Visit, {
      id,
      caseId: state.id,
      version,
      reasonCode: shown?.reasonCode ?? "",
      legalInterview: shown?.legalInterview ?? false,
      counted,
      requestedAt: asked?.at ?? null,
      requestedById: asked?.byId ?? null,
      partyId: shown?.partyId ?? "",
      visitedAt: came?.at ?? null,
      recordedById: came?.byId ?? null,
      place: (came?.place ?? null) as Visit["place"],
      impliedBy: made ? null : (implied?.because ?? null),
      overBudget: implied?.overBudget ?? null,
      noteId: asked?.noteId ?? null,
      voided,
    });
  });

@ObjectType({ description: "The center's leave for one visit beyond the budget (到场例外)." })
@Derived("visit_exception", { stream: "caseId", index: { ix_visit_exception_case: ["caseId"] } })
export class VisitException {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.instant({ api: "When it was granted (批准时间)" }) grantedAt!: string;
  @col.id() grantedById!: string;
  @col.id() noteId!: string;
}

const exceptionRows = (state: CaseState): RowOut[] =>
  state.trips.exceptions.map((exception) => rowOut(VisitException, { ...exception, caseId: state.id }));

export const tripsTables = [Visit, VisitException];
