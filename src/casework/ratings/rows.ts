/** A case's rating as the API shows it. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { ratingChannels, tripPlaces, type RatingChannel, type ToldTrip } from "../entries.js";
import { enumOf } from "../enums.js";
import type { CaseState } from "../state.js";
import { tripsLogged } from "../tripCounts.js";
import { tripsTold } from "./state.js";

export const RatingChannelEnum = enumOf(ratingChannels);
registerEnumType(RatingChannelEnum, {
  name: "RatingChannel",
  description: "How the rating came (评价渠道).",
  valuesConfig: {
    LINK: { description: "By the applicant, with the code of a message (短信链接)." },
    PHONE: { description: "Asked by telephone (电话回访)." },
    WINDOW: { description: "At the window (窗口)." },
    APP: { description: "In the center's app (手机应用)." },
  },
});
export const TripPlaceEnum = enumOf(tripPlaces);
registerEnumType(TripPlaceEnum, {
  name: "TripPlace",
  description: "Where an applicant says they went (跑动地点).",
  valuesConfig: {
    BANK: { description: "To the bank (银行网点)." },
    GUARANTEE_COMPANY: { description: "To the guarantee company (担保公司)." },
    CENTER: { description: "To the center (公积金中心)." },
    REGISTRY: { description: "To the registry (不动产登记机构)." },
    DEVELOPER: { description: "To the developer (开发企业)." },
    ELSEWHERE: { description: "Somewhere else (其他)." },
  },
});

@ObjectType({ description: "What the applicant said of their case at the end (满意度评价)." })
@Derived("rating", { stream: "caseId", index: { ix_rating_case: ["caseId"] } })
export class Rating {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.int({ api: "1, not at all content, to 5, very much so (评分)" }) score!: number;
  @col.code({ api: "How it came (评价渠道)", type: () => RatingChannelEnum }) channel!: RatingChannel;
  @col.instant({ api: "When it was given (评价时间)" }) givenAt!: string;
  @col.id({ nullable: true }) recordedById!: string | null;
  @col.json({ nullable: true }) trips!: readonly ToldTrip[] | null;
  @col.int({ api: "How often they went somewhere, as they say; null where not asked (自述跑动次数)", nullable: true })
  tripsTold!: number | null;
  @col.int({ api: "How often by the log, interviews of the law included (登记到访次数)" }) tripsLogged!: number;
  @col.flag({ api: "Whether the two agree; null where not asked (是否一致)", nullable: true }) agrees!: boolean | null;
  @col.id({ nullable: true }) commentId!: string | null;
}

export function ratingsRows(state: CaseState): RowOut[] {
  const { rating } = state.ratings;
  if (!rating) return [];
  const told = tripsTold(rating);
  const logged = tripsLogged(state);
  const agrees = told === null ? null : told === logged;
  return [rowOut(Rating, { ...rating, caseId: state.id, tripsTold: told, tripsLogged: logged, agrees })];
}

export const ratingsTables = [Rating];
