/** Who may administer parties, and what a party's commands ask of their input; pure. */
import type { Refusal } from "../../kernel/index.js";
import { managers, standsAs } from "../members/decide.js";
import type { MemberState } from "../members/member.js";
import type { PartyKind, Viewer } from "../viewer.js";
import { pathOf, type PartyState } from "./party.js";
import type { Partner } from "./rows.js";
import { refuse } from "../refusals.js";

export interface Names {
  readonly name: string;
  readonly nameEn: string;
}

export interface NewParty extends Names {
  readonly kind: PartyKind;
  readonly code: string;
}

export interface NewUnit extends Names {
  readonly partyId: string;
  readonly parentId?: string | null;
  readonly code: string;
}

/** Where in a party something is to be; a null unit is the whole party. */
export interface Place {
  readonly partyId: string;
  readonly unitId: string | null;
}

/**
 * The administrator anywhere; at a place, a manager of that party, too, and of a branch only in that branch.
 * `askerNow` is the asker's own stream as it stands inside the transaction. Everybody may know of every party, so
 * whoever is out of place learns nothing by being told that it is not theirs to do.
 */
export function mayAdminister(asker: Viewer, askerNow: MemberState | null, place: Place | null): boolean {
  if (standsAs(asker, askerNow, ["ADMINISTRATOR"])) return true;
  if (!place || place.partyId !== asker.partyId || !standsAs(asker, askerNow, managers)) return false;
  return asker.unitIds === null || (place.unitId !== null && asker.unitIds.includes(place.unitId));
}

const codePattern = /^[A-Z0-9][A-Z0-9-]{0,15}$/;
const nameCharactersAtMost = 100;
/** As many codes as fit into a path. */
const unitDepthAtMost = 8;

export function namesFaults({ name, nameEn }: Names): Refusal[] {
  const wrong = (text: string) =>
    /\p{Cc}/u.test(text) || text.trim() === "" || text !== text.trim() || text.length > nameCharactersAtMost;
  return [
    ...(wrong(name) ? [refuse("NAME_INVALID", { field: "name", params: { atMost: nameCharactersAtMost } })] : []),
    ...(wrong(nameEn) ? [refuse("NAME_INVALID", { field: "nameEn", params: { atMost: nameCharactersAtMost } })] : []),
  ];
}

export const codeFaults = (code: string): Refusal[] =>
  codePattern.test(code) ? [] : [refuse("CODE_INVALID", { field: "code" })];

const reasonCharactersAtMost = 500;

export const reasonFaults = (reason: string): Refusal[] =>
  reason.trim() === "" || reason.length > reasonCharactersAtMost
    ? [refuse("REASON_MISSING", { field: "reason", params: { atMost: reasonCharactersAtMost } })]
    : [];

/** As the authority writes it: 咸房预售证第2026015号; no sentence, for it stands in entries. */
const permitPattern = /^[\p{L}\p{N}()（）〔〕[\]/_.#-]{1,60}$/u;

export const permitFaults = (permit: string | null): Refusal[] =>
  permit === null || permitPattern.test(permit) ? [] : [refuse("PERMIT_INVALID", { field: "presalePermit" })];

export function partyFaults(input: NewParty, others: readonly Pick<Partner, "code" | "kind">[]): Refusal[] {
  return [
    ...codeFaults(input.code),
    ...namesFaults(input),
    ...(others.some(({ code }) => code === input.code)
      ? [refuse("PARTY_CODE_TAKEN", { field: "code", params: { code: input.code } })]
      : []),
    ...(input.kind === "CENTER" && others.some(({ kind }) => kind === "CENTER") ? [refuse("CENTER_EXISTS")] : []),
  ];
}

export function unitFaults(input: NewUnit, party: PartyState): Refusal[] {
  const parentId = input.parentId ?? null;
  const parentKnown = parentId === null || party.units.some(({ id }) => id === parentId);
  const depth = pathOf(party, parentId).split("/").length - 1;
  return [
    ...codeFaults(input.code),
    ...namesFaults(input),
    ...(parentKnown ? [] : [refuse("UNIT_NOT_FOUND", { field: "parentId" })]),
    ...(party.units.some(({ code }) => code === input.code)
      ? [refuse("UNIT_CODE_TAKEN", { field: "code", params: { code: input.code } })]
      : []),
    ...(depth > unitDepthAtMost
      ? [refuse("UNIT_TOO_DEEP", { field: "parentId", params: { atMost: unitDepthAtMost } })]
      : []),
  ];
}
