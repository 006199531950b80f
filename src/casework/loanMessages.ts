/** What casework refuses of a loan's figures, of deciding many together, and of what secures a loan. */
import type { Messages } from "../kernel/index.js";

export const loanMessages = {
  MINOR_BORROWER: {
    "zh-CN": "借款人、共同借款人和保证人须年满十八周岁。",
    en: "Whoever borrows, or answers for the loan, must be eighteen years old.",
  },
  ABOVE_RATIO: {
    "zh-CN": "超过按房屋价值和最高贷款比例计算的额度（{capFen} 元）。",
    en: "Above the share of the home's value that may be lent: {capFen} yuan at most.",
  },
  ABOVE_UNPAID_PRICE: {
    "zh-CN": "超过房价扣除首付款后的余额（{capFen} 元）。",
    en: "Above the price less the down payment: {capFen} yuan at most.",
  },
  BATCH_ONLY_APPROVALS: { "zh-CN": "拟不予贷款的须逐件审定。", en: "Only approvals are confirmed together." },
  BATCH_DISSENT: {
    "zh-CN": "有 {count} 项不同意见，须单独审定。",
    en: "{count} dissents: this one is confirmed by itself.",
  },
  BATCH_CHECK_FAILED: {
    "zh-CN": "有 {count} 项审核未通过，须单独审定。",
    en: "{count} checks failed: this one is decided by itself.",
  },
  BATCH_VISIT_EXCEPTION: {
    "zh-CN": "本案有到场例外，须单独审定。",
    en: "A visit beyond the budget was granted: this one is confirmed by itself.",
  },
  BATCH_CORRECTION_OPEN: {
    "zh-CN": "有 {count} 项更正待复核，须单独审定。",
    en: "{count} corrections wait for a second person: this one is confirmed by itself.",
  },
  BATCH_QUOTA_UNKNOWN: {
    "zh-CN": "拟定时未记录额度，须单独审定。",
    en: "No quota was noted with the proposal: this one is confirmed by itself.",
  },
  BATCH_ABOVE_QUOTA: {
    "zh-CN": "超过测算额度（{quotaFen} 元），须单独审定。",
    en: "Above the computed quota of {quotaFen} yuan: this one is confirmed by itself.",
  },
  NO_GUARANTEE_CAPACITY: {
    "zh-CN": "担保公司剩余担保能力不足（剩余 {freeFen} 元）。",
    en: "The guarantee company has only {freeFen} yuan of capacity left.",
  },
  PROPERTY_SECURES_ANOTHER: {
    "zh-CN": "该房屋已为其他贷款提供担保，剩余价值 {freeFen} 元。",
    en: "The home secures another loan: only {freeFen} yuan of its value are free.",
  },
  COLLATERAL_OF_ANOTHER_KIND: {
    "zh-CN": "该步骤须登记的担保物类型为 {wanted}。",
    en: "What this step waits for is of the kind {wanted}.",
  },
  REGISTRATION_OF_ANOTHER_KIND: {
    "zh-CN": "该步骤要求的登记方式为 {wanted}（正式登记或预告登记）。",
    en: "This step asks for a registration that is {wanted}.",
  },
  ABOVE_PROPERTY_VALUE: {
    "zh-CN": "担保金额超过担保物价值（{valueFen} 元）。",
    en: "This secures more than the {valueFen} yuan that the security is worth.",
  },
  RANK_BEHIND: {
    "zh-CN": "抵押顺位不得后于第 {most} 顺位。",
    en: "A mortgage for this loan has rank {most} at the latest.",
  },
  COLLATERAL_BELOW_LOAN: {
    "zh-CN": "有效登记的担保金额（{securedFen} 元）低于审批金额（{amountFen} 元）。",
    en: "What is registered secures {securedFen} yuan of the {amountFen} yuan approved.",
  },
  COLLATERAL_SEIZED: {
    "zh-CN": "担保物登记（{number}）载有查封或争议：{found}。解除后请更正或重新登记。",
    en: "A seizure or dispute stands on the record {number}: {found}. Once lifted, take the record back and register anew.",
  },
} satisfies Messages;
