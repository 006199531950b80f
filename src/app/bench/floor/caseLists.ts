/** Every list of the case's page by hand: its statement, and which of its columns are not plain. */

export interface CaseList {
  readonly field: string;
  /** One parameter: the case's id. A column `party__name` is the name of what stands under `party`. */
  readonly sql: string;
  readonly flags?: readonly string[];
  readonly json?: readonly string[];
  /** In fen in the database, in yuan in the answer. */
  readonly money?: readonly string[];
  /** `note__id` and `note__sealed`: a sealed text and the id of its row. */
  readonly sealed?: readonly string[];
}

const columns = (names: string): string =>
  names
    .split(" ")
    .map((name) => `t.${name}`)
    .join(", ");
/** The id and the name of a party or a member, under a name of their own. */
const named = (...names: string[]): string =>
  names.map((name) => `, ${name}.id AS ${name}__id, ${name}.name AS ${name}__name`).join("");
const partner = (name: string, id: string): string => ` LEFT JOIN partner ${name} ON ${name}.id = t.${id}`;
const member = (name: string, id: string): string => ` LEFT JOIN member_name ${name} ON ${name}.id = t.${id}`;
const noteColumns = ", x.id AS note__id, x.sealed AS note__sealed";
const note = " LEFT JOIN private_row x ON x.id = t.noteId";
const ofCase = (order: string): string => ` WHERE t.caseId = ? ORDER BY ${order}`;

export const caseLists: readonly CaseList[] = [
  {
    field: "people",
    sql: `SELECT ${columns("id roles sharePpm authorisations")}, x.id AS person__id, x.sealed AS person__sealed
      FROM case_person t LEFT JOIN private_row x ON x.id = t.privateId${ofCase("t.place")}`,
    json: ["roles", "authorisations"],
    sealed: ["person"],
  },
  {
    field: "payees",
    sql: `SELECT ${columns("id supervised")}, t.amountFen AS amount, x.id AS account__id, x.sealed AS account__sealed
      FROM case_payee t LEFT JOIN private_row x ON x.id = t.accountId${ofCase("t.place")}`,
    flags: ["supervised"],
    money: ["amount"],
    sealed: ["account"],
  },
  {
    field: "heldBy",
    sql: `SELECT ${columns("kind since")}${named("party")} FROM case_holder t${partner("party", "partyId")}${ofCase("t.since, t.id")}`,
  },
  {
    field: "clocks",
    sql: `SELECT ${columns("id kind stage startedAt limitWorkingDays limitDays dueAt provisional endedAt onTime")}${named("party")}
      FROM clock t${partner("party", "partyId")}${ofCase("t.startedAt, t.id")}`,
    flags: ["provisional", "onTime"],
  },
  {
    field: "pauses",
    sql: `SELECT ${columns("id reasonCode waitsFor pausedAt latestResumeAt resumedAt")} FROM clock_pause t${ofCase("t.pausedAt, t.id")}`,
  },
  {
    field: "visits",
    sql: `SELECT ${columns("id version reasonCode legalInterview counted requestedAt visitedAt place voided")}
      FROM visit t${ofCase("t.id")}`,
    flags: ["legalInterview", "counted", "voided"],
  },
  {
    field: "checklist",
    sql: `SELECT ${columns("id document itemGroup neededBy personId verifier status way metAt")}${named("verifierParty")},
      metBy.id AS metBy__id, metBy.kind AS metBy__kind, metBy.status AS metBy__status
      FROM checklist_item t${partner("verifierParty", "verifierPartyId")} LEFT JOIN document metBy ON metBy.id = t.documentId${ofCase("t.id")}`,
  },
  {
    field: "documents",
    sql: `SELECT ${columns("id version kind personId latestVersion status expiresOn createdAt")}${named("verifiedBy")},
      v.id AS latest__id, v.number AS latest__number, v.bytes AS latest__bytes, v.mediaType AS latest__mediaType,
      v.uploadedAt AS latest__uploadedAt, v.status AS latest__status, v.verifiedAt AS latest__verifiedAt,
      v.reasonCode AS latest__reasonCode, x.id AS fileName__id, x.sealed AS fileName__sealed
      FROM case_document a JOIN document t ON t.id = a.documentId${partner("verifiedBy", "verifiedByPartyId")}
      LEFT JOIN document_version v ON v.documentId = t.id AND v.number = t.latestVersion
      LEFT JOIN private_row x ON x.id = v.fileNameId WHERE a.caseId = ? ORDER BY a.attachedAt, a.id`,
    sealed: ["fileName"],
  },
  {
    field: "checks",
    sql: `SELECT ${columns("id version code owner result lookedAt dissent computed turn reopenedCount recordedAt sparedCount")}
      ${named("ownerParty", "recordedBy")}${noteColumns} FROM case_check t${partner("ownerParty", "ownerPartyId")}
      ${member("recordedBy", "recordedById")}${note}${ofCase("t.turn, t.id")}`,
    flags: ["lookedAt", "dissent", "computed"],
    sealed: ["note"],
  },
  {
    field: "notices",
    sql: `SELECT ${columns("id version sentAt answerBy answeredAt")}${named("sentBy")}
      FROM notice t${member("sentBy", "sentById")}${ofCase("t.sentAt, t.id")}`,
  },
  {
    field: "defects",
    sql: `SELECT ${columns("id kind postedAt itemId checkId couldHaveBeenSeen answeredAt voided")}${named("party")}${noteColumns}
      FROM defect t${partner("party", "partyId")}${note}${ofCase("t.postedAt, t.id")}`,
    flags: ["couldHaveBeenSeen", "voided"],
    sealed: ["note"],
  },
  {
    field: "decisions",
    sql: `SELECT ${columns("id version outcome termMonths reasonCode status proposedAt decidedAt")}, t.amountFen AS amount
      ${named("proposedBy", "decidedBy")}${noteColumns} FROM decision t${member("proposedBy", "proposedById")}
      ${member("decidedBy", "decidedById")}${note}${ofCase("t.proposedAt, t.id")}`,
    money: ["amount"],
    sealed: ["note"],
  },
  {
    field: "handoffs",
    sql: `SELECT ${columns("id version sentAt itemCount openCount rejectedCount status completedAt")},
      f.id AS from__id, f.name AS from__name, r.id AS to__id, r.name AS to__name
      FROM case_handoff a JOIN handoff t ON t.id = a.handoffId${partner("f", "fromPartyId")}${partner("r", "toPartyId")}
      WHERE a.caseId = ? ORDER BY a.id`,
  },
  {
    field: "collateral",
    sql: `SELECT ${columns("id version kind stepId loanContractNo registrationCertificateNo mortgageKind preNotice mortgageRank")},
      ${columns("fromDay toDay registeredAt voided")}, t.securedFen AS securedAmount${named("registeredByParty")}
      FROM collateral t${partner("registeredByParty", "registeredByPartyId")}${ofCase("t.registeredAt, t.id")}`,
    flags: ["preNotice", "voided"],
    money: ["securedAmount"],
  },
  {
    field: "securitySteps",
    sql: `SELECT ${columns("id version code actor registration certificate confirmedAt")} FROM security_step t${ofCase("t.id")}`,
  },
  {
    field: "signatures",
    sql: `SELECT ${columns("id version contract who personId kind methods method signedAt")}${named("party", "recordedBy")}
      FROM signature t${partner("party", "partyId")}${member("recordedBy", "recordedById")}${ofCase("t.id")}`,
    json: ["methods"],
  },
  {
    field: "payments",
    sql: `SELECT ${columns("id version payeeId status orderedAt settledAt reasonCode bankReference")}, t.amountFen AS amount
      ${named("orderedBy", "settledBy")} FROM payment t${member("orderedBy", "orderedById")}
      ${member("settledBy", "settledById")}${ofCase("t.orderedAt, t.id")}`,
    money: ["amount"],
  },
  {
    field: "ownerTransfers",
    sql: `SELECT ${columns("id version proposedAt acceptedAt")}, f.id AS from__id, f.name AS from__name, r.id AS to__id,
      r.name AS to__name FROM owner_transfer t${member("f", "fromMemberId")}${member("r", "toMemberId")}${ofCase("t.proposedAt, t.id")}`,
  },
  {
    field: "corrections",
    sql: `SELECT ${columns("id version entryId entryType reasonCode proposedAt")}${named("proposedBy")}
      FROM correction t${member("proposedBy", "proposedById")}${ofCase("t.proposedAt, t.id")}`,
  },
  {
    field: "unwindingTasks",
    sql: `SELECT ${columns("id code actor doneAt")} FROM unwinding_task t${ofCase("t.id")}`,
  },
  {
    field: "timeline",
    sql: `SELECT ${columns("id seq type channel occurredAt recordedAt")}${named("actor")}
      FROM journal_entry t${member("actor", "actorId")} WHERE t.streamId = ? ORDER BY t.seq DESC LIMIT 20`,
  },
];
