/** What the room of parties refuses, in the reader's language. */
import type { Messages } from "../kernel/index.js";

export const partyMessages = {
  NOT_ALLOWED: { "zh-CN": "您的角色不能办理此事项。", en: "Your role does not allow this." },

  SIGN_IN_FAILED: { "zh-CN": "用户名或密码不正确。", en: "The username or the password is not right." },
  SIGN_IN_THROTTLED: {
    "zh-CN": "尝试次数过多，请在{seconds}秒后重试。",
    en: "Too many tries; try again in {seconds} seconds.",
  },
  ON_BEHALF_OF_REFUSED: {
    "zh-CN":
      "此账号不能代表“{username}”办理：只有本机构的系统账号可以代表本机构在用的经办人员，或受其委托的同事在委托期内代办。",
    en: "This account cannot act on behalf of {username}: only a system of their party may, or a colleague whom they let act in their place.",
  },
  DELEGATION_ENDED: {
    "zh-CN": "“{username}”的委托已提前终止。",
    en: "The delegation by {username} was ended.",
  },
  DELEGATION_EXPIRED: { "zh-CN": "“{username}”的委托已到期。", en: "The delegation by {username} has run out." },
  DELEGATION_NOT_BEGUN: {
    "zh-CN": "“{username}”的委托尚未开始。",
    en: "The delegation by {username} has not begun yet.",
  },
  PASSWORD_CHANGE_REQUIRED: {
    "zh-CN": "这是一次性密码，请同时提供新密码（newPassword）。",
    en: "This is a one-time password: give a new one (newPassword) with it.",
  },
  CURRENT_PASSWORD_WRONG: { "zh-CN": "当前密码不正确。", en: "The current password is not right." },
  PASSWORD_TOO_SHORT: { "zh-CN": "密码至少{atLeast}个字符。", en: "A password has at least {atLeast} characters." },
  PASSWORD_TOO_LONG: { "zh-CN": "密码最多{atMost}个字符。", en: "A password has at most {atMost} characters." },
  PASSWORD_TOO_COMMON: { "zh-CN": "密码过于简单，容易被猜到。", en: "This password is too easily guessed." },
  PASSWORD_HOLDS_USERNAME: { "zh-CN": "密码中不能包含用户名。", en: "The password must not hold the username." },
  PASSWORD_UNCHANGED: { "zh-CN": "新密码不能与当前密码相同。", en: "The new password is the same as the present one." },

  USERNAME_INVALID: {
    "zh-CN": "用户名须为3至40个字符，以小写字母开头，只含小写字母、数字、点、下划线和连字符。",
    en: "A username has 3 to 40 characters, begins with a letter, and holds a-z, 0-9, dot, underscore and hyphen only.",
  },
  USERNAME_TAKEN: { "zh-CN": "该用户名已被使用。", en: "This username is taken." },
  NAME_INVALID: {
    "zh-CN": "名称不能为空、首尾不能有空格，且最多{atMost}个字符。",
    en: "A name is not empty, has no spaces around it and at most {atMost} characters.",
  },
  ROLES_EMPTY: { "zh-CN": "请至少指定一个角色。", en: "Name at least one role." },
  ROLE_TWICE: { "zh-CN": "同一角色不能重复指定。", en: "A role is named twice." },
  ROLE_OF_OTHER_PARTY: {
    "zh-CN": "角色{role}不适用于此类机构。",
    en: "{role} is no role of this kind of party.",
  },
  RANK_INVALID: { "zh-CN": "审批级别须为1至{atMost}的整数。", en: "The rank is a whole number from 1 to {atMost}." },
  SERVICE_NOT_FOR_CENTER: {
    "zh-CN": "中心没有系统账号。",
    en: "The center has no system accounts that act on behalf of officers.",
  },
  MEMBER_DISABLED: { "zh-CN": "该成员已停用。", en: "This member is disabled." },
  MEMBER_ACTIVE: { "zh-CN": "该成员已启用。", en: "This member is active already." },
  DELEGATION_NOT_OFFERED: { "zh-CN": "现行政策不允许委托代办。", en: "The policy in force knows no delegation." },
  DELEGATION_OF_SYSTEM: { "zh-CN": "系统账号不能委托，也不能受托。", en: "A system neither delegates nor stands in." },
  ROLE_NOT_DELEGABLE: {
    "zh-CN": "角色{role}不能委托，或不是委托人的角色。",
    en: "{role} cannot be delegated, or is none of the member's roles.",
  },
  DELEGATION_IN_THE_PAST: { "zh-CN": "委托不能从过去的日期开始。", en: "A delegation does not begin in the past." },
  DELEGATION_DAYS_WRONG: { "zh-CN": "截止日早于起始日。", en: "The last day lies before the first." },
  DELEGATION_TOO_LONG: { "zh-CN": "委托最长{atMost}日。", en: "A delegation lasts {atMost} days at most." },
  DELEGATION_OVERLAPS: {
    "zh-CN": "同一同事在此期间已有委托。",
    en: "The same colleague stands in for some of these days already.",
  },
  DELEGATION_OVER: { "zh-CN": "该委托已终止或到期。", en: "This delegation was ended or has run out." },
  NOT_ONESELF: { "zh-CN": "不能对自己的账号办理此事项。", en: "Nobody does this to their own account." },

  CENTER_EXISTS: { "zh-CN": "公积金中心已经建立。", en: "There is a center already." },
  CODE_INVALID: {
    "zh-CN": "代码须为1至16个大写字母、数字或连字符，且不以连字符开头。",
    en: "A code has 1 to 16 characters A-Z, 0-9 and hyphen, and does not begin with a hyphen.",
  },
  PARTY_CODE_TAKEN: { "zh-CN": "机构代码{code}已被使用。", en: "The party code {code} is taken." },
  PARTY_SUSPENDED: {
    "zh-CN": "该机构已停用：可办结在办业务，不能新开业务。",
    en: "This party is suspended: it finishes the cases it has and takes no new ones.",
  },
  CENTER_STAYS: { "zh-CN": "公积金中心不能停用。", en: "The center itself cannot be suspended." },
  REASON_MISSING: {
    "zh-CN": "请填写原因，最多{atMost}个字符。",
    en: "Say why, in at most {atMost} characters.",
  },
  PARTY_UNCHANGED: { "zh-CN": "机构的启用状态没有变化。", en: "The party is in this state already." },
  UNIT_NOT_FOUND: { "zh-CN": "该机构没有这个部门。", en: "The party has no such unit." },
  UNIT_UNCHANGED: { "zh-CN": "该成员已属于此部门。", en: "The member belongs to this unit already." },
  UNIT_CODE_TAKEN: { "zh-CN": "部门代码{code}已被使用。", en: "The unit code {code} is taken." },
  UNIT_TOO_DEEP: { "zh-CN": "部门层级最多{atMost}级。", en: "Units lie at most {atMost} levels deep." },
  NOT_A_GUARANTEE_COMPANY: { "zh-CN": "该机构不是担保公司。", en: "This party is no guarantee company." },
  NOT_A_DEVELOPER: { "zh-CN": "该机构不是房地产开发企业。", en: "This party is no developer." },
  NET_ASSETS_INVALID: { "zh-CN": "净资产须为大于零的金额。", en: "Net assets are an amount above zero." },
  PROJECT_CODE_TAKEN: { "zh-CN": "楼盘代码已被使用。", en: "The project code is taken." },
  BUILDING_CODE_TAKEN: { "zh-CN": "该楼盘已有此楼幢号。", en: "The project has a building of this number." },
  BUILDING_VERIFIED: { "zh-CN": "该楼幢已核验。", en: "This building was verified already." },
  BUILDING_NOT_VERIFIED: { "zh-CN": "该楼幢尚未核验。", en: "This building is not verified." },
  PERMIT_REQUIRED: { "zh-CN": "请填写商品房预售许可证号。", en: "Give the number of the pre-sale permit." },
  PERMIT_INVALID: {
    "zh-CN": "许可证号只含文字、数字和常用符号，不含空格，最多60个字符。",
    en: "A permit's number has letters, digits and the usual signs, no spaces, and at most 60 characters.",
  },
  PERMIT_EXPIRED: { "zh-CN": "该许可证已过期。", en: "The permit has expired." },
  BUILDING_OF_ANOTHER: { "zh-CN": "该楼幢不属于所填开发企业。", en: "The building is another developer's." },
  BUILDING_ONLY_NEW: { "zh-CN": "只有新建住房才填写楼幢。", en: "Only a new home names a building of the register." },
  PROJECT_NOT_FOUND: { "zh-CN": "该开发企业没有这个楼盘。", en: "The developer has no such project." },

  PERSON_NAME_INVALID: {
    "zh-CN": "姓名不能为空、首尾不能有空格，且最多{atMost}个字符。",
    en: "A person's name is not empty, has no spaces around it and at most {atMost} characters.",
  },
  ID_NUMBER_MALFORMED: { "zh-CN": "证件号码格式不正确。", en: "The ID number does not have the form of its kind." },
  ID_NUMBER_REGION_UNKNOWN: {
    "zh-CN": "身份证号码前两位不是有效的行政区划。",
    en: "The ID number does not begin with a known region.",
  },
  ID_NUMBER_BIRTH_DATE_WRONG: {
    "zh-CN": "身份证号码中的出生日期无效。",
    en: "The birth date in the ID number is no day, or lies ahead.",
  },
  ID_NUMBER_CHECK_DIGIT_WRONG: {
    "zh-CN": "身份证号码校验位不正确。",
    en: "The last character of the ID number does not fit the others.",
  },
  BIRTH_DATE_MISSING: { "zh-CN": "此类证件须填写出生日期。", en: "This kind of ID needs the birth date beside it." },
  BIRTH_DATE_WRONG: { "zh-CN": "出生日期无效。", en: "The birth date is no day, or lies ahead." },
  BIRTH_DATE_DISAGREES: {
    "zh-CN": "出生日期与身份证号码不一致。",
    en: "The birth date is not the one in the ID number.",
  },
  PHONE_INVALID: { "zh-CN": "电话号码无效。", en: "The phone number is not valid." },
  PERSON_NAMED_TWICE: { "zh-CN": "同一人不能重复列出。", en: "The same person is named twice." },
  PERSON_ERASED: { "zh-CN": "该人员的资料已删除。", en: "This person's data were erased." },
  PERSON_IS_ANOTHER: {
    "zh-CN": "该证件号码已属于另一人员。",
    en: "This ID number is that of another person who is known here.",
  },
  PERSON_NEEDED: {
    "zh-CN": "该人员仍有 {cases} 笔在办或未结清业务，不能删除。",
    en: "{cases} cases that are running, or not unwound yet, still need this person.",
  },
  PURPOSE_INVALID: { "zh-CN": "查阅用途代码无效。", en: "The purpose of opening is no code." },
} satisfies Messages;
