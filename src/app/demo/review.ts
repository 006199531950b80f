/** The review of the half-year before: tasks and figures, boards from preview to frozen, and the meeting about them. */
import type { CaseServices } from "../../casework/index.js";
import { addDays, dayOf, parsePeriod, periodBefore, periodOf, type Period } from "../../kernel/index.js";
import {
  boardCommands,
  decideInput,
  KeptBoard,
  meetingCommands,
  proposeInput,
  type NewScoreInput,
  type ScoreInputKind,
} from "../../oversight/index.js";
import type { Viewer } from "../../parties/index.js";
import { selectRow } from "../../platform/index.js";
import { factSources } from "../context.js";
import { TimeIsUp, workingDaysSince, type DemoClock } from "./clock.js";
import { done, uploadSample } from "./desk.js";
import type { LivingParty } from "./found.js";
import { only, withRole } from "./play.js";
import { sampleOf } from "./samples.js";

interface Reviewing {
  readonly services: CaseServices;
  readonly clock: DemoClock;
  readonly parties: readonly LivingParty[];
  readonly supervisor: Viewer;
  readonly approver: Viewer;
  readonly period: Period;
}

const workingDay = 420;
/** The review begins so many working days into the half-year. */
const beginsAfter = 3;
const kinds = ["BANK", "GUARANTEE_COMPANY"] as const;
const taskFen = { BANK: 100_000_000, GUARANTEE_COMPANY: 80_000_000 } as const;

/** As far as it has come by today; nothing where this half-year has only begun, or policy scored nothing in the last one. */
export async function holdReview(
  services: CaseServices,
  clock: DemoClock,
  parties: readonly LivingParty[],
  present: string,
): Promise<void> {
  const { calendar } = services.policies;
  const today = dayOf(present, calendar.zone);
  const half = parsePeriod(periodOf(today, "HALF"));
  const ago = workingDaysSince(calendar, half?.from ?? today, today) - beginsAfter;
  const period = half && periodBefore(half);
  const policy = period && services.policies.find(period.to);
  const scores = policy?.indicators.some(({ code, firstBoard }) => code === "OVERDUE" && firstBoard);
  if (!period || !scores || ago < 1) return;
  const center = only(parties, "CENTER");
  const supervisor = withRole(center, "SUPERVISOR");
  const approver = withRole(center, "CENTER_APPROVER");
  const review = { services, clock, parties, supervisor, approver, period };
  clock.startWorkingDaysAgo(ago, 30);
  try {
    await enterFigures(review);
    const meetingId = await planMeeting(review);
    for (const kind of kinds) await settleBoard(review, kind);
    await meet(review, meetingId);
  } catch (error) {
    if (!(error instanceof TimeIsUp)) throw error;
  }
}

const scored = ({ parties }: Reviewing) =>
  parties.flatMap(({ kind, ...party }) =>
    kind === "BANK" || kind === "GUARANTEE_COMPANY" ? [{ kind, ...party }] : [],
  );

/** By the supervisor, confirmed by an approver. */
async function enter(
  { services, supervisor, approver, period }: Reviewing,
  kind: ScoreInputKind,
  partnerId: string,
  figure: Pick<NewScoreInput, "code" | "numerator" | "denominator"> & { readonly note?: string },
): Promise<void> {
  const ticketId = kind === "TASK" ? null : await uploadSample(services, supervisor, null, sampleOf("OVERDUE_REPORT"));
  const input = { kind, partnerId, period: period.text, cases: null, note: null, ticketId, ...figure };
  const inputId = done(await proposeInput(services, supervisor, input, null), kind);
  const given = { kind, inputId, confirms: true, expectedVersion: null };
  done(await decideInput(services, approver, given, null), kind);
}

/** Overdue in hundredths of ten thousand: 0.1 % and more, another for each. */
const overdue = (place: number) => ({
  code: "OVERDUE",
  numerator: 1_000 + place * 1_300,
  denominator: 1_000_000,
});

async function enterFigures(review: Reviewing): Promise<void> {
  for (const [at, { id, kind, share = 1 }] of scored(review).entries()) {
    const numerator = Math.round((taskFen[kind] * share) / 2);
    await enter(review, "TASK", id, { code: "TASK_COMPLETION", numerator, denominator: null });
    await enter(review, "EXTERNAL_FIGURE", id, overdue(at % 7));
  }
  await enterPoints(review);
}

/** One bank did more than was asked of it, one less, and against one something was proved; where policy has such things. */
async function enterPoints(review: Reviewing): Promise<void> {
  const { period, services } = review;
  const { adjustments, vetoes } = services.policies.find(period.to)?.scoring ?? {};
  const [first, second, ...others] = scored(review).filter(({ kind }) => kind === "BANK");
  const [denominator, last] = [null, others.at(-2)];
  const known = (list: readonly { readonly code: string }[] | undefined, code: string) =>
    list?.some((one) => one.code === code) ?? false;
  if (first && known(adjustments?.reasons, "GOOD_PRACTICE")) {
    const note = "一次告知清单被其他机构采用。";
    await enter(review, "ADJUSTMENT", first.id, { code: "GOOD_PRACTICE", numerator: 200, denominator, note });
  }
  if (second && known(adjustments?.reasons, "LATE_REPORT")) {
    const note = "五月报表迟报六天。";
    await enter(review, "ADJUSTMENT", second.id, { code: "LATE_REPORT", numerator: 150, denominator, note });
  }
  if (last && known(vetoes, "FILE_FORGED")) {
    const note = "抽查发现一份收入证明系伪造。";
    await enter(review, "VETO", last.id, { code: "FILE_FORGED", numerator: null, denominator, note });
  }
}

/** Shown; one objects and is right; the others have seen it; frozen by two people. */
async function settleBoard(review: Reviewing, kind: (typeof kinds)[number]): Promise<void> {
  const { services, clock, supervisor, approver, period } = review;
  const given = { ...services, factSources };
  const own = scored(review).filter((one) => one.kind === kind);
  const managerOf = (party: LivingParty) => withRole(party, kind === "BANK" ? "BANK_MANAGER" : "GUARANTEE_MANAGER");
  const previewed = { period: period.text, kind };
  const boardId = done(await boardCommands.previewBoard(given, supervisor, previewed), "BOARD_PREVIEW");
  clock.forwardMinutes(workingDay);
  const last = own.at(-1);
  if (last) {
    const objection = { boardId, indicator: "OVERDUE", reason: "其中一户已在期末前还清，报表未更新。" };
    const objectionId = done(await boardCommands.raise(given, managerOf(last), objection), "OBJECTION");
    clock.forwardMinutes(workingDay / 2);
    await enter(review, "EXTERNAL_FIGURE", last.id, overdue(0));
    const answer = { boardId, objectionId, upheld: true, answer: "经核对属实，已更正。" };
    done(await boardCommands.answer(given, supervisor, answer), "ANSWER");
    done(await boardCommands.recomputeBoard(given, supervisor, { boardId }), "RECOMPUTE");
  }
  for (const one of own) done(await boardCommands.waive(given, managerOf(one), { boardId }), "WAIVE");
  clock.forwardMinutes(workingDay / 2);
  const board = await selectRow(services.journal.database.read, KeptBoard, "id = ?", [boardId]);
  const overrideReason = board?.provisional ? "对账等数据尚未接入，按已有指标定稿。" : null;
  done(await boardCommands.freeze(given, supervisor, { boardId, overrideReason }), "FREEZE");
  done(await boardCommands.confirm(given, approver, { boardId }), "FREEZE_CONFIRM");
}

const planMeeting = async ({ services, clock, supervisor, period }: Reviewing): Promise<string> =>
  done(
    await meetingCommands.planMeeting(services, supervisor, {
      ...{ period: period.text, kinds, day: addDays(clock.today, 7) },
      agenda: ["通报半年业务指标", "先进机构经验介绍", "问题讨论与改进措施"],
    }),
    "MEETING_PLAN",
  );

async function meet(review: Reviewing, meetingId: string): Promise<void> {
  const { services, clock, supervisor } = review;
  const [best, ...others] = scored(review);
  const slowest = others.find(({ kind }) => kind === "BANK") ?? best;
  if (!best || !slowest) return;
  const problem = { meetingId, text: "抵押登记回执平均要等三天，客户多次询问进度。" };
  const problemId = done(
    await meetingCommands.raiseProblem(services, withRole(slowest, "BANK_MANAGER"), problem),
    "PROBLEM",
  );
  for (const { id, tempo = 1 } of scored(review)) {
    const text = tempo <= 1 ? "办理及时，请继续保持。" : "办理用时偏长，请排查受理和送件环节。";
    done(await meetingCommands.comment(services, supervisor, { meetingId, partnerId: id, text }), "COMMENT");
  }
  const practice = { meetingId, partnerId: best.id, title: "一次告知清单与线上预审" };
  done(await meetingCommands.presentPractice(services, withRole(best, "BANK_MANAGER"), practice), "PRACTICE");
  clock.forwardMinutes(workingDay);
  done(await meetingCommands.openMeeting(services, supervisor, { meetingId }), "MEETING_OPEN");
  const measure = { meetingId, problemId, text: "与登记机构约定回执当日回传，每周通报。" };
  const owned = { ...measure, ownerPartyId: slowest.id, dueOn: addDays(clock.today, 60) };
  done(await meetingCommands.agreeMeasure(services, supervisor, owned), "MEASURE_AGREE");
  const text = "会议通报了上半期业务指标，听取了经验介绍，就登记回执议定了改进措施。";
  done(await meetingCommands.writeMinutes(services, supervisor, { meetingId, text }), "MINUTES_WRITE");
  done(await meetingCommands.closeMeeting(services, supervisor, { meetingId }), "MEETING_CLOSE");
}
