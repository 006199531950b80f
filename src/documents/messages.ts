/** What documents, uploads and handoffs refuse, in the reader's language. */
import type { Messages } from "../kernel/index.js";

export const documentsMessages = {
  UNKNOWN_DOCUMENT_KIND: {
    "zh-CN": "现行政策中没有要件种类“{kind}”。",
    en: "The policy in force knows no document kind {kind}.",
  },
  DOCUMENT_SUBJECT_MISSING: {
    "zh-CN": "请指明该要件（{kind}）所属的人员、房产或贷款。",
    en: "Say which person, property or case this document ({kind}) is about.",
  },
  DOCUMENT_NOT_FOUND: { "zh-CN": "未找到该要件。", en: "There is no such document." },
  KIND_HAS_NO_ORIGINAL: {
    "zh-CN": "此类要件不收取纸质原件。",
    en: "No paper original is kept of documents of this kind.",
  },
  NO_SUCH_VERSION: { "zh-CN": "该要件没有第{version}版。", en: "The document has no version {version}." },
  VERSION_SUPERSEDED: {
    "zh-CN": "该版本已被更新，请核验最新的第{latest}版。",
    en: "A newer version stands in its place; verify version {latest}.",
  },
  VERSION_ALREADY_VERIFIED: {
    "zh-CN": "最新版本已核验。",
    en: "The latest version has been verified already.",
  },
  VERSION_NOT_VERIFIED: { "zh-CN": "该版本尚未核验。", en: "This version has not been verified yet." },
  REJECTION_REASON_MISSING: { "zh-CN": "退回须注明原因。", en: "A rejection needs a reason." },
  REASON_WITHOUT_REJECTION: {
    "zh-CN": "接收时不填写退回原因。",
    en: "An acceptance has no reason for rejection.",
  },
  UNKNOWN_REJECTION_REASON: {
    "zh-CN": "现行政策中没有退回原因“{reason}”。",
    en: "The policy in force knows no reason for rejection {reason}.",
  },
  ORIGINAL_NOT_HELD: {
    "zh-CN": "原件不在移交方手中。",
    en: "The paper original is not held by the party that would part with it.",
  },
  ORIGINAL_IN_TRANSIT: {
    "zh-CN": "原件正在另一份交接清单的移交途中。",
    en: "The paper original is under way with another handoff.",
  },
  ORIGINAL_ALREADY_HELD: {
    "zh-CN": "原件已由一方收存。",
    en: "A party holds the paper original already.",
  },
  HANDOFF_TO_ONESELF: {
    "zh-CN": "移交方与接收方不能相同。",
    en: "A party cannot hand over to itself.",
  },
  HANDOFF_EMPTY: { "zh-CN": "清单至少须有一件。", en: "Name at least one item." },
  HANDOFF_TOO_LONG: { "zh-CN": "一份清单最多{max}件。", en: "A list holds at most {max} items." },
  ITEM_TWICE: { "zh-CN": "同一件不能重复列出。", en: "The same item is named twice." },
  ITEM_NOT_FOUND: { "zh-CN": "清单中没有这一件。", en: "There is no such item on this list." },
  ITEM_ALREADY_RECEIVED: { "zh-CN": "该件已签收。", en: "This item has been received already." },
  HANDOFF_COMPLETE: {
    "zh-CN": "清单已全部签收。",
    en: "Every item of this list has been received.",
  },
  NOT_THE_RECEIVER: { "zh-CN": "只有接收方可以签收。", en: "Only the receiving party can receive this list." },
  FILE_TYPE_NOT_ALLOWED: {
    "zh-CN": "不接受{mediaType}类型的文件；可接受：{allowed}。",
    en: "Files of type {mediaType} are not taken here; allowed: {allowed}.",
  },
  FILE_TOO_LARGE: {
    "zh-CN": "文件超过上限{maxBytes}字节。",
    en: "The file is larger than the limit of {maxBytes} bytes.",
  },
  UPLOAD_EMPTY: { "zh-CN": "文件为空。", en: "The file is empty." },
  FILE_NAME_INVALID: {
    "zh-CN": "文件名须为1至{atMost}个字符，且不含路径或控制字符。",
    en: "A file name has 1 to {atMost} characters, without a path or control characters.",
  },
  DIGEST_INVALID: {
    "zh-CN": "SHA-256摘要须为64位十六进制数。",
    en: "A SHA-256 digest has 64 hexadecimal digits.",
  },
  TOO_MANY_OPEN_TICKETS: {
    "zh-CN": "未使用的上传凭据过多（最多{atMost}个），请先使用或待其失效。",
    en: "Too many upload tickets are open (at most {atMost}); use them or let them expire.",
  },
  UPLOAD_TICKET_UNKNOWN: { "zh-CN": "没有该上传凭据。", en: "There is no such upload ticket." },
  UPLOAD_TICKET_EXPIRED: { "zh-CN": "上传凭据已失效。", en: "The upload ticket has expired." },
  UPLOAD_TICKET_USED: { "zh-CN": "上传凭据已使用。", en: "The upload ticket has been used already." },
  UPLOAD_MISSING: {
    "zh-CN": "凭据下尚无文件，请先上传。",
    en: "No file has come with this ticket; upload it first.",
  },
  UPLOAD_TOO_LONG: {
    "zh-CN": "内容超过申报的{announced}字节。",
    en: "There is more than the {announced} bytes announced.",
  },
  UPLOAD_TRUNCATED: {
    "zh-CN": "内容不足申报的{announced}字节，未予保存。",
    en: "There is less than the {announced} bytes announced; nothing was stored.",
  },
  UPLOAD_DIGEST_MISMATCH: {
    "zh-CN": "内容与申报的SHA-256摘要不符，未予保存。",
    en: "The bytes are not those of the SHA-256 digest announced; nothing was stored.",
  },
  UPLOAD_OF_OTHER_TYPE: {
    "zh-CN": "内容不是申报的{announced}文件。",
    en: "This is not the {announced} file announced.",
  },
  UPLOAD_ENCODED: {
    "zh-CN": "请直接上传文件内容，不要使用内容编码。",
    en: "Send the file as it is, without a content encoding.",
  },
} satisfies Messages;

export type DocumentsCode = keyof typeof documentsMessages;
