/** What the mutations on boards answer. */
import { payloadType } from "../../platform/index.js";
import { Board, BoardObjection } from "./rows.js";

const board = { board: { type: () => Board, description: "The board as it is now (评分表)." } };
const objection = { objection: { type: () => BoardObjection, description: "The objection as it is now (异议)." } };

export const BoardPreviewPayload = payloadType("BoardPreviewPayload", board);
export const BoardObjectionRaisePayload = payloadType("BoardObjectionRaisePayload", objection);
export const BoardObjectionAnswerPayload = payloadType("BoardObjectionAnswerPayload", objection);
export const BoardObjectionsWaivePayload = payloadType("BoardObjectionsWaivePayload", board);
export const BoardRecomputePayload = payloadType("BoardRecomputePayload", board);
export const BoardFreezePayload = payloadType("BoardFreezePayload", board);
export const BoardFreezeConfirmPayload = payloadType("BoardFreezeConfirmPayload", board);
export const BoardErratumPayload = payloadType("BoardErratumPayload", board);
