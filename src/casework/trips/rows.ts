/** Visits as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { enumOf } from "../enums.js";
import type { CaseState } from "../state.js";

export const VisitPlaceEnum = enumOf(["WINDOW", "BRANCH", "REGISTRY", "HOME"] as const);
registerEnumType(VisitPlaceEnum, {
  name: "VisitPlace",
  description: "Where the applicant came, or was visited (到访地点).",
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
  @col.code({ api: "Where (地点)", type: () => VisitPlaceEnum, nullable: true }) place!:
    keyof typeof VisitPlaceEnum | null;
  @col.id({ nullable: true }) noteId!: string | null;
  @col.flag({ api: "Taken back by a correction (已撤销)" }) voided!: boolean;
}

export const tripsRows = (state: CaseState): RowOut[] =>
  state.trips.visits.map(({ id, version, asked, made, takenBack, counted, voided }) => {
    const shown = made ?? asked ?? takenBack;
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
      visitedAt: made?.at ?? null,
      recordedById: made?.byId ?? null,
      place: (made?.place ?? null) as Visit["place"],
      noteId: asked?.noteId ?? null,
      voided,
    });
  });

export const tripsTables = [Visit];
