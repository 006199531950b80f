/** What a correction is refused for, in the reader's language. */
import type { Messages } from "../kernel/index.js";

export const correctionMessages = {
  ENTRY_SUPERSEDED: {
    "zh-CN": "该记录已被重办或撤销，不再影响本案。",
    en: "Nothing rests on this entry any more: it was done again or taken back.",
  },
  SET_RIGHT_BY_ACT: {
    "zh-CN": "此类记录不用更正，请以下列事项重办：{acts}。",
    en: "An entry of this kind is set right by another act: {acts}.",
  },
  ENTRY_STANDS: {
    "zh-CN": "此类记录不能更正：它由其他记录得出，或已成事实；请更正其所依据的记录。",
    en: "An entry of this kind stands: it follows from others, or tells what happened; correct what it rests on.",
  },
  NOTHING_TO_CORRECT: { "zh-CN": "没有可更正的记录。", en: "There is nothing to set right." },
  ALREADY_CORRECTED: { "zh-CN": "该记录已撤销。", en: "This entry was taken back already." },
  CORRECTION_WAITS: {
    "zh-CN": "该记录已有待复核的更正。",
    en: "A correction of this entry waits for a second person.",
  },
  VALUES_REQUIRED: { "zh-CN": "请填写更正后的内容。", en: "Give the corrected values." },
  VALUE_NOT_CORRECTABLE: { "zh-CN": "该项不能更正。", en: "This value cannot be corrected." },
  VALUE_WRONG: { "zh-CN": "更正后的内容格式不正确。", en: "The corrected value is not right." },
} satisfies Messages;
