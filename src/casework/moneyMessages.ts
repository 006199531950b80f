/** What is refused when money is to go out, in the reader's language. */
import type { Messages } from "../kernel/index.js";

export const moneyMessages = {
  PAYMENT_UNKNOWN: {
    "zh-CN": "有 {count} 笔付款结果不明，银行答复前不得再次发出。",
    en: "The outcome of {count} payments is unknown: nothing is sent again before the bank answers.",
  },
  PAYMENT_UNDER_WAY: { "zh-CN": "款项已发出。", en: "Money is under way or paid." },
  NOTHING_TO_PAY: { "zh-CN": "没有待放款金额。", en: "Nothing is left to be paid." },
  PAYEE_NOT_VERIFIED: {
    "zh-CN": "该收款人账户尚未核实。",
    en: "The payee's account has not been verified yet.",
  },
  NOT_APPROVED: { "zh-CN": "本案没有有效的审批决定。", en: "No approval stands." },
  CHECK_OPEN: { "zh-CN": "审核项须重新审核：{check}。", en: "A check is open again: {check}." },
  CHECK_FAILED: { "zh-CN": "审核项未通过：{check}。", en: "A check was not passed: {check}." },
  SIGNATURES_OPEN: { "zh-CN": "有 {count} 项签署须重新办理。", en: "{count} signatures are open again." },
  SECURITY_OPEN: { "zh-CN": "有 {count} 项担保须重新落实。", en: "{count} steps of security are open again." },
  NO_PAYEE: { "zh-CN": "没有可收款的收款人。", en: "There is no payee with room." },
  ABOVE_PAYEE_SHARE: { "zh-CN": "超过该收款人的应收金额。", en: "Above what this payee is to get." },
  ABOVE_APPROVAL: { "zh-CN": "超过审批金额。", en: "Above what was approved." },
  ALREADY_SENT: { "zh-CN": "该付款已发出或已有结果。", en: "This payment was sent already, or the bank has answered." },
  ALREADY_SETTLED: { "zh-CN": "该付款已有结果。", en: "The bank has answered for this payment." },
  REFERENCE_REQUIRED: { "zh-CN": "请填写银行流水号。", en: "Give the bank's reference." },
  BEFORE_ORDER: { "zh-CN": "早于放款指令时间。", en: "This lies before the order." },
} satisfies Messages;
