/** The second reader's eye on papers and payees: what is missing, who can get it, whose account nobody looked up. */
import { ofBankNow } from "./banks.js";
import { list, number, takenBack, text, type Facts, type Said } from "./oracle.js";

const order = ["APPLICATION", "ACCEPTANCE", "REVIEW", "APPROVAL", "SIGNING", "SECURITY", "DISBURSEMENT", "SERVICING"];

/** Payees whose account nobody has looked up, or whose look-up was taken back. */
export function unverifiedPayees(said: readonly Said[]): number {
  const gone = takenBack(said);
  const content = said.findLast(({ type }) => type === "OPENED" || type === "CONTENT_AMENDED")?.body["content"];
  const verified = said.filter(({ id, type }) => type === "PAYEE_VERIFIED" && !gone.has(id));
  return list(content as Facts, "payees").filter(
    ({ id }) => !verified.some(({ body }) => text(body, "payeeId") === String(id)),
  ).length;
}

/** What the checklist asks for before a stage and nobody has brought, or somebody has rejected. */
export function missing(said: readonly Said[], before: string): readonly Facts[] {
  const items = list(said.find(({ type }) => type === "SUBMITTED")?.body ?? {}, "items");
  const metBy = new Map<string, string>();
  const rejected = new Map<string, boolean>();
  const itemOf = new Map<string, string>();
  const versions = new Map<string, number>();
  for (const { type, body } of said) {
    const documentId = text(body, "documentId");
    if (type === "DOCUMENT_ATTACHED") {
      const item = body["itemId"] === null ? itemOf.get(documentId) : text(body, "itemId");
      if (item) {
        itemOf.set(documentId, item);
        metBy.set(item, documentId);
      }
      if (versions.get(documentId) !== body["version"]) rejected.set(documentId, false);
      versions.set(documentId, number(body, "version"));
    }
    if (type === "DOCUMENT_VERIFIED" && versions.get(documentId) === body["version"]) {
      rejected.set(documentId, body["result"] === "REJECTED");
    }
  }
  const due = items.filter((item) => order.indexOf(text(item, "neededBy")) <= order.indexOf(before));
  return due.filter((item) => rejected.get(metBy.get(text(item, "id")) ?? "") !== false);
}

/** Who can get what is missing before a stage; the bank where that is the applicant or the developer, or nothing is. */
export function bringers(said: readonly Said[], before: string, bank: string): string[] {
  const who = missing(said, before).map((item) =>
    ["APPLICANT", "DEVELOPER"].includes(text(item, "bringer")) ? bank : ofBankNow(said, text(item, "bringerPartyId")),
  );
  return who.length > 0 ? who : [bank];
}
