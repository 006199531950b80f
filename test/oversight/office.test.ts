/** Boards as Excel and minutes as Word: fetched with the session, read back, and the same figures as the API's. */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { minutesCommand, scoreboardCommand } from "../../src/app/index.js";
import { formulaVersion } from "../../src/oversight/index.js";
import { registerParty, resultOf } from "../../src/parties/index.js";
import { freshDatabase, type TestDatabase } from "../support/harness.js";
import { serverOver, type Served } from "../support/serverOver.js";
import type { MemberName } from "../support/world.js";
import { boardWorld, type Answer, type BoardWorld } from "./support/boards.js";
import { sheetsOf, wordsOf } from "./support/files.js";

jest.setTimeout(180_000);

let home: TestDatabase;
let at: BoardWorld;
let served: Served;
let boardId = "";
let meetingId = "";

beforeAll(async () => {
  home = await freshDatabase({ name: "embedded", url: null });
  at = await boardWorld(home);
  const formula = { kind: "BANK" as const, code: "EVIL", name: "=1+1", nameEn: "@SUM(A1)" };
  resultOf(await registerParty(at.services.journal, formula));
  const { board } = await at.act("supervisor", "boardPreview", { period: "2026-03", kind: "BANK" }, "board { id }");
  boardId = board.id;
  at.clock.now = "2026-04-10T02:00:00.000Z";
  await at.act("supervisor", "boardFreeze", { boardId, overrideReason: "试行" });
  expect(await at.codes("seniorApprover", "boardFreezeConfirm", { boardId })).toEqual([]);
  const plan = { period: "2026-03", kinds: ["BANK"], day: "2026-04-15", agenda: ["=议程一"] };
  meetingId = (await at.act("supervisor", "meetingPlan", plan, "meeting { id }")).meeting.id;
  await at.act("bankManager", "meetingProblemRaise", { meetingId, text: "建行的问题" });
  await at.act("otherBankManager", "meetingProblemRaise", { meetingId, text: "工行的问题" });
  await at.act("supervisor", "meetingOpen", { meetingId });
  const measure = { meetingId, text: "建行的措施", ownerPartyId: at.world.partyIds.bank, dueOn: "2026-05-01" };
  await at.act("supervisor", "measureAgree", measure);
  await at.act("supervisor", "meetingComment", { meetingId, partnerId: at.world.partyIds.bank, text: "建行的点评" });
  await at.act("supervisor", "minutesWrite", { meetingId, text: "会议由中心主持。" });
  expect(await at.codes("supervisor", "meetingClose", { meetingId })).toEqual([]);
  served = await serverOver(at.services);
});
afterAll(async () => {
  await served.close();
  await home.dispose();
});

const fetched = async (who: MemberName | null, path: string) =>
  fetch(`${served.url}${path}`, {
    headers: who ? { authorization: `Bearer ${await at.world.tokenOf(who)}` } : {},
  });

test("a workbook holds the board's figures as numbers, its digest, and texts that stay texts", async () => {
  const response = await fetched("supervisor", `/boards/${boardId}/board.xlsx`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toContain("attachment; filename=");
  const bytes = await response.arrayBuffer();
  const fields =
    "digest rows { partner { code } rank score coverage indicators { code value sampleSize amount points } }";
  const board = (await at.ask("supervisor", `{ scoreboard(period: "2026-03", kind: BANK) { ${fields} } }`)).scoreboard;
  const book = await sheetsOf(bytes);
  const [head = [], ...scores] = book.get("评分 Scores") ?? [];
  expect(head.slice(0, 2)).toEqual(["名次 Rank", "代码 Code"]);
  expect(scores.map(([rank, code, , , score]) => ({ rank, code, score: score ?? null }))).toEqual(
    board.rows.map(({ rank, partner, score }: Answer) => ({ rank, code: partner.code, score })),
  );
  expect(scores.find(([, code]) => code === "EVIL")?.slice(2, 4)).toEqual(["=1+1", "@SUM(A1)"]);
  const [, ...figures] = book.get("指标 Figures") ?? [];
  const ccb = board.rows.find(({ partner }: Answer) => partner.code === "CCB").indicators;
  const read = figures.filter(([code]) => code === "CCB");
  expect(read).toHaveLength(ccb.length);
  ccb.forEach(({ code, value, sampleSize, amount, points }: Answer, row: number) => {
    const [, ofCode, , shown = null, , , , sample, yuan = null, , , scored = null] = read[row] ?? [];
    expect({ code: ofCode, shown, sample, scored }).toEqual({ code, shown: value, sample: sampleSize, scored: points });
    expect(yuan === null ? null : (yuan as number).toFixed(2)).toBe(amount);
  });
  const about = new Map((book.get("说明 About") ?? []).map(([name, value]) => [name, value]));
  expect(about.get("结果摘要 Result digest")).toBe(board.digest);
  expect(about.get("公式版本 Formula version")).toBe(formulaVersion);
});

test("a partner's workbook and minutes hold its own, and of the others the rank alone", async () => {
  const bytes = await (await fetched("otherBankManager", `/boards/${boardId}/board.xlsx`)).arrayBuffer();
  const book = await sheetsOf(bytes);
  const [, ...scores] = book.get("评分 Scores") ?? [];
  expect(scores.find(([, code]) => code === "CCB")).toEqual([
    1,
    "CCB",
    "建设银行咸宁分行",
    "Construction Bank, Xianning",
  ]);
  expect(
    book
      .get("指标 Figures")
      ?.slice(1)
      .every(([code]) => code === "ICBC"),
  ).toBe(true);
  const words = await wordsOf(
    await (await fetched("otherBankManager", `/meetings/${meetingId}/minutes.docx`)).arrayBuffer(),
  );
  for (const own of ["工行的问题", "=议程一", "会议由中心主持。"]) expect(words).toContain(own);
  for (const foreign of ["建行的问题", "建行的措施", "建行的点评"]) expect(words).not.toContain(foreign);
});

test("the center's minutes hold everything; who is not signed in or takes no part gets nothing", async () => {
  const response = await fetched("auditor", `/meetings/${meetingId}/minutes.docx`);
  expect(response.headers.get("content-type")).toContain("wordprocessingml");
  const words = await wordsOf(await response.arrayBuffer());
  for (const part of ["建行的问题", "工行的问题", "建行的措施", "2026-05-06", "建行的点评", "Agenda"]) {
    expect(words).toContain(part);
  }
  for (const path of [`/boards/${boardId}/board.xlsx`, `/meetings/${meetingId}/minutes.docx`]) {
    expect((await fetched(null, path)).status).toBe(401);
    expect((await fetched("guaranteeManager", path)).status).toBe(404);
    expect((await fetched("supervisor", path.replace(/[0-9a-f]{4}\//, "0000/"))).status).toBe(404);
  }
});

test("the commands write the same files", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lianban-office-"));
  process.env["LIANBAN_DATA"] = home.settings.dataFolder;
  const spy = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    expect(await scoreboardCommand("2026-03", { kind: "banks", xlsx: join(folder, "b.xlsx") })).toBe(0);
    await expect(minutesCommand("none", { docx: join(folder, "m.docx") })).rejects.toThrow("Cannot write");
  } finally {
    spy.mockRestore();
    delete process.env["LIANBAN_DATA"];
  }
  const web = await (await fetched("supervisor", `/boards/${boardId}/board.xlsx`)).arrayBuffer();
  expect(await sheetsOf(readFileSync(join(folder, "b.xlsx")))).toEqual(await sheetsOf(web));
});
