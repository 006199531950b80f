/** Why a figure is missing, in the reader's language. */
import type { Messages } from "../../kernel/index.js";
import type { Missing } from "./facts.js";

export const missingMessages = {
  UNKNOWN_TO_SOURCE: {
    "zh-CN": "数据来源未记录此项。",
    en: "The source of the partner's data does not record it.",
  },
  NOTHING_MEASURED: { "zh-CN": "本期没有相关业务。", en: "Nothing of the kind happened in the period." },
  NO_TASK: { "zh-CN": "未下达任务。", en: "Nobody has set the partner a task." },
  BELOW_MINIMUM_VOLUME: {
    "zh-CN": "业务量过少，不计分。",
    en: "It rests on too few cases to be scored.",
  },
  NOT_ENTERED: {
    "zh-CN": "外部数据尚未录入并经复核。",
    en: "It comes from outside, and nobody has entered and confirmed it.",
  },
  NOT_MEASURED_HERE: { "zh-CN": "平台尚未计量此项。", en: "The platform does not measure it." },
} satisfies Messages<Missing>;
