/** What a board was computed from and by which rules, with its digests. */
import type { PolicyVersion } from "../../../policy/index.js";
import type { Board } from "../../scoreboard/board.js";
import type { Board as KeptBoard } from "../rows.js";
import { yesNo, type Sheet } from "./sheet.js";

const statusNames: Readonly<Record<Board["status"], string>> = {
  PROVISIONAL: "暂定",
  COMPUTED: "已计算",
  PREVIEWED: "已预告",
  FROZEN: "已定稿",
  SUPERSEDED: "已被更正",
};

export interface About {
  readonly board: Board;
  /** Null where it was computed just now. */
  readonly kept: KeptBoard | null;
  readonly formulaVersion: number;
  readonly policy: Pick<PolicyVersion, "scoring">;
}

export const aboutSheet = ({ board, kept, formulaVersion, policy: { scoring } }: About): Sheet => ({
  name: "说明 About",
  widths: [36, 90],
  head: ["项目 Item", "内容 Value"],
  rows: [
    ["期间 Period", `${board.period.text} (${board.period.from} – ${board.period.to})`],
    ["机构类型 Kind", board.kind],
    ["状态 Status", `${board.status} ${statusNames[board.status]}`],
    ["暂定 Provisional", yesNo(kept?.provisional || board.status === "PROVISIONAL")],
    ["序号 Number", kept?.number ?? null],
    ["数据截止时间 Cut-off", board.cutoff ?? "–"],
    ["公式版本 Formula version", formulaVersion],
    ["政策摘要 Policy digest", board.policyDigest],
    ["输入摘要 Input digest", kept?.inputDigest ?? "–"],
    ["结果摘要 Result digest", board.digest],
    ["最低权重覆盖率% Least coverage", scoring.minCoveragePpm / 10_000],
    [
      "指标值 Value",
      "分子 ÷ 分母；每千笔 × 1000，评分 ÷ 100，任务完成率有上限。Numerator ÷ denominator; times 1000 per thousand cases, " +
        `÷ 100 for ratings; of task completion at most ${scoring.taskCompletionCapPpm / 10_000}%.`,
    ],
    [
      "得分 Points",
      "(指标值 − 零分值) ÷ (满分值 − 零分值) × 100，0 至 100；两值相同则为门槛。" +
        "(Value − 0 points at) ÷ (100 points at − 0 points at) × 100, from 0 to 100; where both are the same it is a threshold.",
    ],
    [
      "总分 Score",
      "见“计算”表：缺失的指标不计，其权重按比例分摊给其余指标。" +
        "See Calculation: what is missing does not count, its weight is spread over the others in proportion.",
    ],
    ["名次 Rank", "总分相同名次相同；被一票否决的不排名。Equal scores share a rank; a veto takes it."],
  ],
});
