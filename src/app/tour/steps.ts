/** The steps of the tour, each with the GraphQL that a party's system sends: to be read as the API's introduction. */
import { newApplication } from "./application.js";
import { the } from "./client.js";
import type { Handoff } from "./shapes.js";
import { attach, attachAllFor, type Walk } from "./walk.js";

const errors = "userErrors { code field message }";

export async function open(walk: Walk): Promise<string> {
  const { bankOfficer, guaranteeOfficer } = walk.staff;
  const { loanCase } = await bankOfficer.tell(
    `mutation ($input: LoanCaseOpenInput!) {
      loanCaseOpen(input: $input) { loanCase { id number amountRequested termMonths } ${errors} }
    }`,
    {
      product: "FUND",
      guaranteeKind: "GUARANTEE_COMPANY",
      guaranteeCompanyId: guaranteeOfficer.partyId,
      application: newApplication(walk.today),
    },
  );
  walk.caseId = loanCase.id;
  walk.number = loanCase.number;
  return `${loanCase.number}, ${loanCase.amountRequested} yuan over ${loanCase.termMonths} months`;
}

/** Pins checklist, checks and product by the policy of the day. */
export async function submit({ staff, caseId }: Walk): Promise<string> {
  const { loanCase } = await staff.bankOfficer.tell(
    `mutation ($input: LoanCaseSubmitInput!) {
      loanCaseSubmit(input: $input) { loanCase { policyId checklist { id } checks { id } } ${errors} }
    }`,
    { caseId },
  );
  return `policy ${loanCase.policyId}: ${loanCase.checklist.length} papers, ${loanCase.checks.length} checks`;
}

/** For each paper: uploadTicket, PUT of the bytes, documentAttach. */
export async function bringPapers(walk: Walk): Promise<string> {
  const attached = await attachAllFor(walk, walk.staff.bankOfficer, ["ACCEPTANCE"]);
  return `${attached.length} papers`;
}

/** Starts the statutory clock. */
export async function accept({ staff, caseId }: Walk): Promise<string> {
  const { loanCase } = await staff.bankOfficer.tell(
    `mutation ($input: LoanCaseAcceptInput!) {
      loanCaseAccept(input: $input) { loanCase { decisionDueAt } ${errors} }
    }`,
    { caseId },
  );
  return `to be decided by ${loanCase.decisionDueAt.slice(0, 10)}`;
}

/** Papers pass from party to party on a list; the receiver answers item by item. */
export async function handOver({ staff, caseId }: Walk): Promise<string> {
  const { bankOfficer, guaranteeOfficer } = staff;
  const { documents } = await bankOfficer.look("documents { id kind latestVersion }", caseId);
  const wanted = documents.filter(({ kind }) => /^(PURCHASE_CONTRACT|PRE_SALE_PERMIT)$/.test(kind));
  const { handoff } = await bankOfficer.tell(
    `mutation ($input: HandoffSendInput!) {
      handoffSend(input: $input) { handoff { itemCount to { name } } ${errors} }
    }`,
    {
      toPartyId: guaranteeOfficer.partyId,
      items: wanted.map(({ id, latestVersion }) => ({ caseId, documentId: id, version: latestVersion })),
    },
  );
  return `${handoff.itemCount} items to ${handoff.to.name}`;
}

export async function takeOver({ staff, caseId }: Walk): Promise<string> {
  const { nodes } = await staff.guaranteeOfficer.ask<{ nodes: readonly Handoff[] }>(
    `query ($caseId: ID!) {
      handoffs(first: 1, filter: { caseId: $caseId }) { nodes { id version items { id document { kind } } } }
    }`,
    { caseId },
  );
  const list = the(nodes[0], "The handoff");
  const { handoff } = await staff.guaranteeOfficer.tell(
    `mutation ($input: HandoffReceiveInput!) {
      handoffReceive(input: $input) { handoff { status openCount rejectedCount } ${errors} }
    }`,
    {
      handoffId: list.id,
      expectedVersion: list.version,
      items: list.items.map(({ id }) => ({ itemId: id, result: "ACCEPTED" })),
    },
  );
  return `${handoff.status}, ${handoff.rejectedCount} rejected`;
}

/** Every party posts what it misses to one draft, or says that it has nothing further. */
export async function postDefects({ staff, caseId }: Walk): Promise<string> {
  const { guaranteeOfficer, reviewer } = staff;
  const { checklist } = await guaranteeOfficer.look("checklist { id document }", caseId);
  const item = the(
    checklist.find(({ document }) => document === "PURCHASE_CONTRACT"),
    "The item PURCHASE_CONTRACT",
  );
  const { defect } = await guaranteeOfficer.tell(
    `mutation ($input: DefectPostInput!) {
      defectPost(input: $input) { defect { name { en } } ${errors} }
    }`,
    { caseId, kind: "ILLEGIBLE", itemId: item.id, note: "第三页看不清" },
  );
  const nothingFurther = `mutation ($input: NothingFurtherInput!) { nothingFurther(input: $input) { ${errors} } }`;
  await Promise.all([guaranteeOfficer.tell(nothingFurther, { caseId }), reviewer.tell(nothingFurther, { caseId })]);
  return `PURCHASE_CONTRACT: ${defect.name.en.toLowerCase()}; nobody has anything further`;
}

/** The applicant is told once, of everything; the clocks stand until the answer. */
export async function sendNotice({ staff, caseId }: Walk): Promise<string> {
  const { notice, loanCase } = await staff.bankOfficer.tell(
    `mutation ($input: NoticeSendInput!) {
      noticeSend(input: $input) { notice { defects { id } } loanCase { pauses { waitsFor } } ${errors} }
    }`,
    { caseId },
  );
  const waitsFor = the(loanCase.pauses[0], "The pause").waitsFor;
  return `${notice.defects.length} defect in one notice; the clocks wait for ${waitsFor}`;
}

/** A new version of the paper, and the answer to each defect. */
export async function answerNotice(walk: Walk): Promise<string> {
  const { bankOfficer } = walk.staff;
  const { notices, checklist } = await bankOfficer.look(
    "notices { id version defects { id itemId } } checklist { id document metBy { id } }",
    walk.caseId,
  );
  const notice = the(notices[0], "The notice");
  const { id: defectId, itemId } = the(notice.defects[0], "The defect");
  const item = the(
    checklist.find(({ id }) => id === itemId),
    "The item of the defect",
  );
  await attach(walk, bankOfficer, item.document, { itemId: item.id, documentId: item.metBy?.id });
  await bankOfficer.tell(
    `mutation ($input: NoticeAnswerInput!) { noticeAnswer(input: $input) { notice { answeredAt } ${errors} } }`,
    {
      caseId: walk.caseId,
      noticeId: notice.id,
      expectedVersion: notice.version,
      answers: [{ defectId, note: "已重新上传清晰影像" }],
    },
  );
  return `${item.document} in a second version`;
}

export async function giveOpinion(walk: Walk): Promise<string> {
  const attached = await attachAllFor(walk, walk.staff.guaranteeOfficer, ["APPROVAL"]);
  return attached.join(", ");
}

/** Each check once, by the party best placed; all three parties at the same time, each on the check's own version. */
export async function review({ staff, caseId }: Walk): Promise<string> {
  const owners = { BANK: staff.bankOfficer, GUARANTEE_COMPANY: staff.guaranteeOfficer, CENTER: staff.reviewer };
  const { checks } = await staff.reviewer.look("checks { id version code owner }", caseId);
  await Promise.all(
    checks.map(({ id, version, owner }) =>
      owners[owner].tell(
        `mutation ($input: CheckRecordInput!) { checkRecord(input: $input) { check { result } ${errors} } }`,
        { caseId, checkId: id, expectedVersion: version, result: "PASSED" },
      ),
    ),
  );
  return `${checks.length} checks at once, by ${new Set(checks.map((check) => check.owner)).size} parties`;
}

export async function propose({ staff, caseId }: Walk): Promise<string> {
  const { decision } = await staff.reviewer.tell(
    `mutation ($input: DecisionProposeInput!) {
      decisionPropose(input: $input) { decision { outcome amount } ${errors} }
    }`,
    { caseId, outcome: "APPROVE", amount: "450000.00", termMonths: 240 },
  );
  return `${decision.outcome} ${decision.amount}`;
}

/** By another person, inside their own limit. */
export async function confirm({ staff, caseId }: Walk): Promise<string> {
  const { loanCase } = await staff.approver.tell(
    `mutation ($input: DecisionConfirmInput!) {
      decisionConfirm(input: $input) { loanCase { amountApproved } ${errors} }
    }`,
    { caseId },
  );
  return `approved ${loanCase.amountApproved}`;
}

export async function sign(walk: Walk): Promise<string> {
  const { bankOfficer } = walk.staff;
  const contracts = await attachAllFor(walk, bankOfficer, ["SIGNING", "SECURITY"]);
  const { signatures } = await bankOfficer.look("signatures { id contract who methods }", walk.caseId);
  for (const { id, methods } of signatures) {
    await bankOfficer.tell(
      `mutation ($input: SignatureRecordInput!) { signatureRecord(input: $input) { signature { signedAt } ${errors} } }`,
      { caseId: walk.caseId, signatureId: id, method: methods[0] },
    );
  }
  return `${signatures.length} signatures and seals on ${contracts.length} contracts`;
}

/** The certificate with its paper original, then the record that rests on it. */
export async function register(walk: Walk): Promise<string> {
  const { guaranteeOfficer } = walk.staff;
  const { securitySteps } = await guaranteeOfficer.look("securitySteps { id code certificate }", walk.caseId);
  const step = the(securitySteps[0], "The security step");
  await attach(walk, guaranteeOfficer, the(step.certificate, "The certificate's kind"), { withOriginal: true });
  const { collateral } = await guaranteeOfficer.tell(
    `mutation ($input: CollateralRegisterInput!) {
      collateralRegister(input: $input) { collateral { registrationCertificateNo } ${errors} }
    }`,
    {
      caseId: walk.caseId,
      stepId: step.id,
      kind: "MORTGAGE",
      securedAmount: "450000.00",
      fromDay: walk.today,
      registrationCertificateNo: `不动产证明第${walk.number.slice(-6)}号`,
    },
  );
  return collateral.registrationCertificateNo;
}

export async function confirmSecurity({ staff, caseId }: Walk): Promise<string> {
  const { securitySteps } = await staff.guaranteeOfficer.look("securitySteps { id version }", caseId);
  const { id: stepId, version } = the(securitySteps[0], "The security step");
  const { step } = await staff.guaranteeOfficer.tell(
    `mutation ($input: SecurityConfirmInput!) { securityConfirm(input: $input) { step { code } ${errors} } }`,
    { caseId, stepId, expectedVersion: version },
  );
  return `step ${step.code}`;
}

/** The bank looks up the account before money is ordered to it. */
export async function verifyPayee({ staff, caseId }: Walk): Promise<string> {
  const { payees } = await staff.bankOfficer.look("payees { id name }", caseId);
  const { id: payeeId, name } = the(payees[0], "The payee");
  await staff.bankOfficer.tell(
    `mutation ($input: PayeeVerifyInput!) { payeeVerify(input: $input) { loanCase { id } ${errors} } }`,
    { caseId, payeeId },
  );
  return name;
}

export async function orderFunds({ staff, caseId }: Walk): Promise<string> {
  const { payment } = await staff.fundsOfficer.tell(
    `mutation ($input: FundsOrderInput!) { fundsOrder(input: $input) { payment { amount status } ${errors} } }`,
    { caseId },
  );
  return `${payment.amount} ${payment.status}`;
}

/** With the voucher in the case, the last payment that is confirmed ends the stage. */
export async function payOut(walk: Walk): Promise<string> {
  const { bankOfficer } = walk.staff;
  const vouchers = await attachAllFor(walk, bankOfficer, ["SERVICING"]);
  const { payments } = await bankOfficer.look("payments { id version }", walk.caseId);
  const { id: paymentId, version } = the(payments[0], "The payment");
  const { payment } = await bankOfficer.tell(
    `mutation ($input: PaymentConfirmInput!) { paymentConfirm(input: $input) { payment { amount status } ${errors} } }`,
    { caseId: walk.caseId, paymentId, expectedVersion: version, bankReference: `B-${walk.number}` },
  );
  return `${payment.amount} ${payment.status}, ${vouchers.join(", ")}`;
}
