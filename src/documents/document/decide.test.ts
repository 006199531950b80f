/** What may be done with a document, and what its rows then say. */
import fc from "fast-check";
import {
  after,
  bankId,
  caseId,
  certificate,
  certificateKind as kind,
  fileOf,
  guarantorId,
  keptTexts,
  pdf,
  testContext as context,
  testId,
} from "../../../test/support/documents.js";
import type { Ruling } from "../ruling.js";
import { documentAggregate, type DocumentState } from "./aggregate.js";
import {
  addVersion,
  newDocument,
  openDocument,
  reopenVerification,
  takeOriginal,
  verifyBlockers,
  verifyVersion,
  type NewDocumentInput,
  type VerifyVersionInput,
} from "./decide.js";
import type { Document, DocumentVersion } from "./rows.js";

const facts = { reasonCodes: ["ILLEGIBLE", "EXPIRED"] };
const codes = ({ refusals }: Pick<Ruling, "refusals">) => refusals.map(({ code }) => code);
const next = (state: DocumentState, { refusals, entries }: Ruling): DocumentState => {
  expect(refusals).toEqual([]);
  return after(documentAggregate, state, entries);
};
const documentRow = (state: DocumentState) => documentAggregate.rowsOf(state)[0]?.row as Document;
const versionRows = (state: DocumentState) =>
  documentAggregate
    .rowsOf(state)
    .slice(1, 1 + state.versions.length)
    .map(({ row }) => row as DocumentVersion);

const input: NewDocumentInput = {
  kind: kind.code,
  about: { caseId, propertyId: testId() },
  partyId: guarantorId,
  file: fileOf(),
  expiresOn: "2017-08-31",
};

describe("a new document", () => {
  const start = documentAggregate.initial(testId());

  test("has its first version, unverified, about what it was brought in for", () => {
    const state = next(start, newDocument(start, input, context, { kind }));
    expect(documentRow(state)).toMatchObject({
      kind: kind.code,
      caseId,
      personId: null,
      originPartyId: guarantorId,
      latestVersion: 1,
      status: "PENDING",
      originalHolderPartyId: null,
      expiresOn: "2017-08-31",
    });
    expect(versionRows(state)).toMatchObject([{ number: 1, bytes: input.file.bytes, mediaType: "application/pdf" }]);
  });

  test("names its file in no entry, only in the private row", () => {
    const { entries } = newDocument(start, input, context, { kind });
    expect(JSON.stringify(entries)).not.toContain("登记证明");
    const state = after(documentAggregate, start, entries);
    expect(keptTexts.get(versionRows(state)[0]?.fileNameId as string)).toBe("不动产登记证明.pdf");
  });

  test.each<[string, Partial<NewDocumentInput>, string[]]>([
    ["of no kind that policy knows", { kind: "UNHEARD_OF" }, ["UNKNOWN_DOCUMENT_KIND"]],
    ["about nothing", { about: { caseId } }, ["DOCUMENT_SUBJECT_MISSING"]],
    [
      "in a file type that the kind does not take",
      { file: fileOf(pdf(), { mediaType: "image/png" }) },
      ["FILE_TYPE_NOT_ALLOWED"],
    ],
    ["of one byte too many", { file: fileOf(pdf(), { bytes: 1_001 }) }, ["FILE_TOO_LARGE"]],
    [
      "with everything wrong at once",
      { about: {}, file: fileOf(pdf(), { mediaType: "text/html", bytes: 9_999 }) },
      ["FILE_TYPE_NOT_ALLOWED", "FILE_TOO_LARGE", "DOCUMENT_SUBJECT_MISSING"],
    ],
  ])("%s is refused", (_what, wrong, expected) => {
    const known = wrong.kind ? null : kind;
    expect(codes(newDocument(start, { ...input, ...wrong }, context, { kind: known }))).toEqual(expected);
  });

  test("may be as large as the kind allows, to the byte", () => {
    expect(codes(newDocument(start, { ...input, file: fileOf(pdf(), { bytes: 1_000 }) }, context, { kind }))).toEqual(
      [],
    );
  });

  test("comes with its paper only where the kind has one", () => {
    const paper = { ...input, withOriginal: true };
    const state = next(start, newDocument(start, paper, context, { kind }));
    expect(documentRow(state).originalHolderPartyId).toBe(guarantorId);
    const without = { ...kind, original: false };
    expect(codes(newDocument(start, paper, context, { kind: without }))).toEqual(["KIND_HAS_NO_ORIGINAL"]);
  });
});

describe("the paper original of a document that is there already", () => {
  const take = (partyId: string, withOriginal = true) => ({ partyId, file: fileOf(pdf("again")), withOriginal });

  test("is held by who took it in with a new version, or with the same one; by no more than one party", () => {
    const without = certificate(guarantorId);
    expect(documentRow(next(without, addVersion(without, take(bankId), context, { kind }))).originalHolderPartyId).toBe(
      bankId,
    );
    expect(documentRow(next(without, takeOriginal(without, take(bankId), kind))).originalHolderPartyId).toBe(bankId);
    const held = certificate(bankId, true);
    const newer = next(held, addVersion(held, take(bankId), context, { kind }));
    expect([documentRow(newer).originalHolderPartyId, newer.custody.length]).toEqual([bankId, 1]);
    const { refusals } = addVersion(held, take(guarantorId), context, { kind: { ...kind, maxBytes: 1 } });
    expect(refusals).toMatchObject([
      { code: "FILE_TOO_LARGE" },
      { code: "ORIGINAL_ALREADY_HELD", field: ["withOriginal"] },
    ]);
    expect(codes(takeOriginal(without, take(bankId), { original: false }))).toEqual(["KIND_HAS_NO_ORIGINAL"]);
    expect(takeOriginal(held, take(guarantorId, false), kind)).toEqual({ refusals: [], entries: [] });
  });
});

describe("verifying", () => {
  const verdict: VerifyVersionInput = { version: 1, result: "ACCEPTED", partyId: bankId };
  const verified = (state: DocumentState) => next(state, verifyVersion(state, verdict, context, facts));

  test("names who vouches, and may set the last day of use", () => {
    const state = certificate(guarantorId);
    const done = next(state, verifyVersion(state, { ...verdict, expiresOn: "2020-01-31" }, context, facts));
    expect(documentRow(done)).toMatchObject({ status: "ACCEPTED", verifiedByPartyId: bankId, expiresOn: "2020-01-31" });
  });

  test("keeps what is said of a rejection private", () => {
    const state = certificate(guarantorId);
    const rejection = {
      ...verdict,
      result: "REJECTED",
      reasonCode: "ILLEGIBLE",
      note: "第二页张三的姓名不清",
    } as const;
    const ruled = verifyVersion(state, rejection, context, facts);
    expect(JSON.stringify(ruled.entries)).not.toContain("张三");
    const [version] = versionRows(next(state, ruled));
    expect(version).toMatchObject({ status: "REJECTED", reasonCode: "ILLEGIBLE", verifiedAt: context.now });
    expect(keptTexts.get(version?.noteId as string)).toBe("第二页张三的姓名不清");
  });

  test.each<[string, Partial<VerifyVersionInput>, string[]]>([
    ["a version that is not there", { version: 2 }, ["NO_SUCH_VERSION"]],
    ["with a reason and no rejection", { reasonCode: "ILLEGIBLE" }, ["REASON_WITHOUT_REJECTION"]],
    ["with a rejection and no reason", { result: "REJECTED" }, ["REJECTION_REASON_MISSING"]],
    [
      "for a reason that policy does not know",
      { result: "REJECTED", reasonCode: "UGLY" },
      ["UNKNOWN_REJECTION_REASON"],
    ],
    ["by an older look", { expectedVersion: 1, version: 7 }, ["STALE_VERSION", "NO_SUCH_VERSION"]],
  ])("%s is refused", (_what, wrong, expected) => {
    expect(codes(verifyVersion(certificate(guarantorId), { ...verdict, ...wrong }, context, facts))).toEqual(expected);
  });

  test("once is enough, until a new version or a correction", () => {
    const state = verified(certificate(guarantorId));
    expect(codes(verifyVersion(state, verdict, context, facts))).toEqual(["VERSION_ALREADY_VERIFIED"]);
    expect(verifyBlockers(state).map(({ code }) => code)).toEqual(["VERSION_ALREADY_VERIFIED"]);

    const corrected = next(state, reopenVerification(state, { version: 1, reasonCode: "WRONG_ENTRY" }));
    expect(documentRow(corrected)).toMatchObject({ status: "PENDING", verifiedByPartyId: null });
    expect(verifyBlockers(corrected)).toEqual([]);
    expect(codes(reopenVerification(corrected, { version: 1, reasonCode: "WRONG_ENTRY" }))).toEqual([
      "VERSION_NOT_VERIFIED",
    ]);

    const newer = next(
      state,
      addVersion(state, { partyId: guarantorId, file: fileOf(pdf("again")) }, context, { kind }),
    );
    expect(documentRow(newer)).toMatchObject({ status: "PENDING", latestVersion: 2, expiresOn: null });
    expect(versionRows(newer).map(({ status }) => status)).toEqual(["ACCEPTED", "PENDING"]);
    expect(codes(verifyVersion(newer, verdict, context, facts))).toEqual(["VERSION_SUPERSEDED"]);
    expect(codes(verifyVersion(newer, { ...verdict, version: 2 }, context, facts))).toEqual([]);
  });

  test("empty blockers mean that some verdict is accepted, others that every one is refused with them", () => {
    for (const state of [certificate(guarantorId), verified(certificate(guarantorId))]) {
      const blockers = verifyBlockers(state).map(({ code }) => code);
      const refused = codes(verifyVersion(state, { ...verdict, version: state.versions.length }, context, facts));
      expect(refused).toEqual(blockers);
    }
  });
});

test("looking at a document makes nobody's command stale", () => {
  const state = certificate(guarantorId);
  const opened = openDocument(state, 1, bankId);
  const seen = after(documentAggregate, state, opened ? [opened] : []);
  expect(opened?.type).toBe("DOCUMENT_OPENED");
  expect(documentAggregate.rowsOf(seen)).toEqual(documentAggregate.rowsOf(state));
  expect(openDocument(state, 2, bankId)).toBeNull();
});

test("an entry that the document does not know is no part of it", () => {
  const state = certificate(guarantorId);
  expect(() => after(documentAggregate, state, [{ type: "SHREDDED", body: {} }])).toThrow("SHREDDED");
});

test("whatever versions come and however they are judged, the rows tell each of them and the latest counts", () => {
  const step = fc.oneof(
    fc.record({ act: fc.constant("add" as const), expiresOn: fc.option(fc.constant("2020-05-05")) }),
    fc.record({ act: fc.constant("verify" as const), accepted: fc.boolean() }),
    fc.record({ act: fc.constant("reopen" as const), version: fc.integer({ min: 1, max: 4 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let state = certificate(guarantorId);
      for (const one of steps) {
        const latest = state.versions.length;
        const ruled =
          one.act === "add"
            ? addVersion(state, { partyId: bankId, file: fileOf(), expiresOn: one.expiresOn }, context, { kind })
            : one.act === "verify"
              ? verifyVersion(
                  state,
                  one.accepted
                    ? { version: latest, result: "ACCEPTED", partyId: bankId }
                    : { version: latest, result: "REJECTED", reasonCode: "EXPIRED", partyId: bankId },
                  context,
                  facts,
                )
              : reopenVerification(state, { version: one.version, reasonCode: "WRONG_ENTRY" });
        if (ruled.refusals.length > 0) continue;
        const changed = after(documentAggregate, state, ruled.entries);
        expect(changed.version).toBe(state.version + ruled.entries.length);
        state = changed;
      }
      const rows = versionRows(state);
      expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
      const latest = rows.at(-1) as DocumentVersion;
      const { number, status, verifiedByPartyId, expiresOn } = latest;
      expect(documentRow(state)).toMatchObject({ latestVersion: number, status, verifiedByPartyId, expiresOn });
      for (const row of rows) expect(row.status === "PENDING").toBe(row.verifiedAt === null);
    }),
  );
});
