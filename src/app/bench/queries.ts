/** What is asked of both sides: the worklist, one whole case, and two commands. */
import type { Ask } from "./load/loop.js";

export const worklistCases = 50;
export const worklistEntries = 5;
export const worklistDocuments = 4;
export const worklistStage = "ACCEPTANCE";

export const worklistQuery = `query Worklist {
  loanCases(filter: { stages: [${worklistStage}] }, orderBy: OPENED_DESC, first: ${worklistCases}) {
    nodes {
      id number version stage productCode guaranteeKind openedAt stageEnteredAt stageDueAt tripBudget tripsSpent
      amountRequested
      bank { id code name }
      timeline(first: ${worklistEntries}) { nodes { id seq type channel occurredAt } }
      documents { id version kind latestVersion status createdAt }
    }
  }
}`;

export const pageEntries = 20;

const party = "{ id name }";

/** Everything of the case's page that is stored: rows, names of parties and members, sealed texts. */
const storedFields = `
  id number version stage reviewMode productCode guaranteeKind propertyKind openedAt submittedAt acceptedAt
  stageEnteredAt stageDueAt decisionDueAt paidAt endedAt tripBudget tripsSpent returnCount policyId lastActAt
  amountRequested amountApproved termMonths
  bank ${party} guaranteeCompany ${party} owner ${party}
  people { id roles sharePpm name idNumber authorisations { scope purpose recipients validUntil } }
  property { kind contractDay oldMortgage unitNumber address price downPayment valuation developer ${party} }
  payees { id supervised amount name accountNumber }
  heldBy { kind since party ${party} }
  clocks { id kind stage startedAt limitWorkingDays limitDays dueAt provisional endedAt onTime party ${party} }
  pauses { id reasonCode waitsFor pausedAt latestResumeAt resumedAt }
  visits { id version reasonCode legalInterview counted requestedAt visitedAt place voided }
  checklist { id document itemGroup neededBy personId verifier status way metAt verifierParty ${party}
    metBy { id kind status } }
  documents { id version kind personId latestVersion status expiresOn createdAt verifiedBy ${party}
    latest { id number bytes mediaType uploadedAt status verifiedAt reasonCode fileName } }
  checks { id version code owner result lookedAt dissent computed turn reopenedCount recordedAt sparedCount
    ownerParty ${party} recordedBy ${party} note }
  notices { id version sentAt answerBy answeredAt sentBy ${party} }
  defects { id kind postedAt itemId checkId couldHaveBeenSeen answeredAt voided party ${party} note }
  decisions { id version outcome amount termMonths reasonCode status proposedAt decidedAt
    proposedBy ${party} decidedBy ${party} note }
  handoffs { id version sentAt itemCount openCount rejectedCount status completedAt from ${party} to ${party} }
  collateral { id version kind stepId loanContractNo registrationCertificateNo mortgageKind preNotice mortgageRank
    fromDay toDay registeredAt voided securedAmount registeredByParty ${party} }
  securitySteps { id version code actor registration certificate confirmedAt }
  signatures { id version contract who personId kind methods method signedAt party ${party} recordedBy ${party} }
  payments { id version payeeId amount status orderedAt settledAt reasonCode bankReference
    orderedBy ${party} settledBy ${party} }
  ownerTransfers { id version proposedAt acceptedAt from ${party} to ${party} }
  corrections { id version entryId entryType reasonCode proposedAt proposedBy ${party} }
  unwindingTasks { id code actor doneAt }
  timeline(first: ${pageEntries}) { nodes { id seq type channel occurredAt recordedAt actor ${party} } }`;

/** What only the rules can say: acts and their blockers, working minutes, the names of policy's codes. */
const computedFields = `
  productName { en zh }
  availableActions { action subject blockedBy { code field message } }
  timing: clocks { id usedMinutes paused overdue }
  checklistNames: checklist { id name { en zh } }
  documentNames: documents { id kindName }
  checkNames: checks { id name { en zh } }
  timelineNames: timeline(first: ${pageEntries}) { nodes { id name { en zh } details { name value } } }`;

export const caseQuery = `query Case($id: ID!) { loanCase(id: $id) { ${storedFields} } }`;
export const casePageQuery = `query CasePage($id: ID!) { loanCase(id: $id) { ${storedFields} ${computedFields} } }`;

const after = "loanCase { id version stage } userErrors { code message }";

export const commandQueries = {
  CHECK_RECORD: `mutation CheckRecord($input: CheckRecordInput!) {
    done: checkRecord(input: $input) { check { id version result } ${after} } }`,
  DOCUMENT_VERIFY: `mutation DocumentVerify($input: DocumentVerifyInput!) {
    done: documentVerify(input: $input) { document { id version status } ${after} } }`,
} as const;

export const graphqlAsk = (token: string, query: string, variables: object = {}): Ask => ({
  method: "POST",
  path: "/graphql",
  headers: { "content-type": "application/json", authorization: `Bearer ${token}`, "accept-language": "en" },
  body: JSON.stringify({ query, variables }),
});

export const floorAsk = (path: string): Ask => ({ method: "GET", path, headers: {}, body: "" });
