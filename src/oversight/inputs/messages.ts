/** What is refused of figures from outside, tasks of partners, additions and deductions, vetoes. */
import type { Messages } from "../../kernel/index.js";

export const inputMessages = {
  PARTNER_NOT_SCORED: {
    "zh-CN": "该机构不是参评的银行或担保公司。",
    en: "It is no bank or guarantee company that is scored.",
  },
  PERIOD_WITHOUT_POLICY: { "zh-CN": "该期间没有生效的政策。", en: "No policy is in force at the end of the period." },
  NOT_EXTERNAL: {
    "zh-CN": "该指标不是外部数据，或不适用于该类机构。",
    en: "The indicator does not come from outside, or is not one of this kind of partner.",
  },
  FIGURE_WRONG: {
    "zh-CN": "分母须大于零，分子须在零与分母之间，至多两位小数。",
    en: "The denominator is above zero and the numerator from zero to the denominator, in at most two decimals.",
  },
  CASES_WRONG: { "zh-CN": "笔数须为正整数。", en: "The number of loans or lines is a whole one above zero." },
  TASK_WRONG: { "zh-CN": "任务金额须大于零。", en: "A task is an amount above zero." },
  REASON_NOT_IN_POLICY: {
    "zh-CN": "现行政策没有该事由，不能录入。",
    en: "The policy of the period names no such reason.",
  },
  POINTS_WRONG: {
    "zh-CN": "分值须大于零，且不超过政策规定的{most}分。",
    en: "The points are above zero and at most {most}, as policy says of the reason.",
  },
  NOTE_NEEDED: { "zh-CN": "请说明理由。", en: "Say why." },
  REPLACES_WRONG: {
    "zh-CN": "只能替代同一机构、同一期间、同一种类且已撤销的录入项，且每项只能替代一次。",
    en: "It takes the place of something of the same kind, partner and period that was revoked, and that nothing took the place of yet.",
  },
  INPUT_DECIDED: { "zh-CN": "已经复核或退回。", en: "It was confirmed or rejected already." },
  INPUT_NOT_CONFIRMED: { "zh-CN": "未经复核，无须撤销。", en: "It was not confirmed, so there is nothing to revoke." },
} satisfies Messages;
