/** What casework refuses of a loan's figures and of what secures it. */
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
