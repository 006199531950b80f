/** Whom the mutations on the register of parties, projects and people, and on papers gone astray, are for. */
import type { MatrixRow } from "../support/matrix.js";
import type { Prepared } from "./prepared.js";

const bank = ["bankOfficer", "bankManager", "systemOfBankOfficer"];
const guarantor = ["guaranteeOfficer", "guaranteeManager"];
const bankOthers = ["bankColleague", "otherBankOfficer", "otherBankColleague", "otherBankManager"];
const reviewers = ["reviewer", "juniorReviewer", "allRounder"];
const center = [...reviewers, "seniorApprover", "approver", "fundsOfficer", "supervisor", "administrator", "auditor"];
const projectKeepers = ["administrator", ...reviewers, ...bank, ...bankOthers];

export const register: Record<string, MatrixRow<Prepared>> = {
  partySuspend: {
    right: ["administrator"],
    input: ({ base }) => ({ partyId: base.world.partyIds.otherGuarantor, reason: "整改" }),
  },
  partyResume: { right: ["administrator"], input: ({ register }) => ({ partyId: register.suspended }) },
  projectRegister: {
    right: projectKeepers,
    input: ({ base }) => ({
      partyId: base.world.partyIds.developer,
      code: "HILL",
      name: "山前花园",
      nameEn: "Hillside",
    }),
  },
  buildingAdd: { right: projectKeepers, input: ({ base }) => ({ projectId: base.world.projectId, code: "5" }) },
  buildingVerify: {
    right: [...reviewers, ...bank, ...bankOthers],
    input: ({ base, tickets }, who) => ({
      buildingId: base.world.buildingId,
      ticketId: tickets[who] ?? tickets.bankOfficer,
    }),
  },
  buildingVerificationRevoke: {
    right: [...reviewers, "administrator"],
    input: ({ register }) => ({ buildingId: register.verified, reason: "证件有误" }),
  },
  personOpen: {
    right: [...bank, ...guarantor, ...center],
    input: ({ cases: { review }, states }) => ({
      caseId: review,
      casePersonId: states.review.lifecycle.content.people[0]?.id,
      purpose: "IDENTITY_CHECK",
    }),
  },
  personCorrect: {
    right: ["administrator"],
    input: ({ cases: { review }, states }) => ({
      caseId: review,
      casePersonId: states.review.lifecycle.content.people[0]?.id,
      person: { name: "张伟明", idType: "PASSPORT", idNumber: "E76543210", birthDate: "1990-05-01" },
      reasonCode: "TYPING_MISTAKE",
    }),
  },
  personErase: {
    right: ["administrator"],
    input: ({ cases: { review }, states }) => ({
      caseId: review,
      casePersonId: states.review.lifecycle.content.people[1]?.id,
      reasonCode: "CONSENT_WITHDRAWN",
    }),
    otherwise: "PERSON_NEEDED",
  },
  documentDetach: {
    right: [...bank, ...reviewers, "seniorApprover", "approver", "fundsOfficer"],
    input: ({ cases, states }) => ({
      caseId: cases.toReturn,
      documentId: states.toReturn.papers.documents[0]?.id,
      reasonCode: "WRONG_CASE",
      note: "属于另一笔申请",
    }),
  },
};
