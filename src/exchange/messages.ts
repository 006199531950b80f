/** What the exchange room refuses, in the reader's language. */
import { refuse, type Messages, type Refusal, type RefusalParams } from "../kernel/index.js";

/** The file as a whole. */
const fileMessages = {
  FILE_UNREADABLE: { "zh-CN": "文件无法读取（{detail}）。", en: "The file cannot be read ({detail})." },
  FILE_EMPTY: { "zh-CN": "文件为空。", en: "The file is empty." },
  GZIP_TRUNCATED: {
    "zh-CN": "压缩文件不完整：在解压后的第 {line} 行第 {column} 列中断。",
    en: "The gzip file is cut short: it breaks off at line {line}, column {column} of the unpacked text.",
  },
  GZIP_BROKEN: {
    "zh-CN": "压缩文件已损坏：在解压后的第 {line} 行第 {column} 列中断（{detail}）。",
    en: "The gzip file is damaged: it breaks off at line {line}, column {column} of the unpacked text ({detail}).",
  },
  ENCODING_UNKNOWN: {
    "zh-CN": "不认识的字符编码“{encoding}”。",
    en: 'The file says that its encoding is "{encoding}", which is not known.',
  },
  ENCODING_BROKEN: {
    "zh-CN": "第 {line} 行第 {column} 列之后的字节与声明的字符编码不符。",
    en: "After line {line}, column {column} there are bytes that are wrong in the file's encoding.",
  },
  BROKEN_XML: {
    "zh-CN": "第 {line} 行第 {column} 列处不是正确的 XML：{detail}",
    en: "This is not well-formed XML at line {line}, column {column}: {detail}",
  },
  DOCTYPE_REFUSED: {
    "zh-CN": "第 {line} 行：不接受 DOCTYPE 和实体声明。",
    en: "Line {line}: a DOCTYPE, and the entities it could declare, is not accepted.",
  },
  NOT_XES: {
    "zh-CN": "第 {line} 行：根元素为“{element}”，不是 XES 事件日志（log）。",
    en: 'Line {line}: the root element is "{element}", so this is no XES event log ("log").',
  },
  MARKUP_TOO_LONG: {
    "zh-CN": "第 {line} 行第 {column} 列：超过 {limit} 个字符没有标签结束。",
    en: "Line {line}, column {column}: more than {limit} characters without the end of a tag.",
  },
  EVENTS_OUTSIDE_TRACES: {
    "zh-CN": "有 {count} 个事件不属于任何轨迹（第一个在第 {line} 行），未导入。",
    en: "{count} events stand outside of any trace, the first on line {line}; they are not imported.",
  },
} satisfies Messages;

/** The XML of a trace. `event` is named where the fault lies in one. */
const xesMessages = {
  ELEMENT_UNKNOWN: {
    "zh-CN": "第 {line} 行：不认识的元素“{element}”。",
    en: 'Line {line}: unknown element "{element}".',
  },
  ATTRIBUTE_WITHOUT_KEY: {
    "zh-CN": "第 {line} 行：属性（{element}）没有键。",
    en: "Line {line}: an attribute ({element}) has no key.",
  },
  ATTRIBUTE_WITHOUT_VALUE: {
    "zh-CN": "第 {line} 行：属性“{key}”没有值。",
    en: 'Line {line}: the attribute "{key}" has no value.',
  },
  ATTRIBUTE_TWICE: {
    "zh-CN": "第 {line} 行：属性“{key}”重复。",
    en: 'Line {line}: the attribute "{key}" stands here a second time.',
  },
  ATTRIBUTE_TOO_LONG: {
    "zh-CN": "第 {line} 行：属性“{key}”超过 {limit} 个字符。",
    en: 'Line {line}: the attribute "{key}" is longer than {limit} characters.',
  },
  ATTRIBUTES_TOO_MANY: {
    "zh-CN": "第 {line} 行：一处的属性超过 {limit} 个。",
    en: "Line {line}: more than {limit} attributes in one place.",
  },
  NESTED_TOO_DEEP: {
    "zh-CN": "第 {line} 行：属性嵌套超过 {limit} 层。",
    en: "Line {line}: attributes nested more than {limit} deep.",
  },
  VALUE_NOT_OF_TYPE: {
    "zh-CN": "第 {line} 行：“{key}”的值“{value}”不是 {type}。",
    en: 'Line {line}: "{value}" ({key}) is no {type}.',
  },
  INTEGER_TOO_LARGE: {
    "zh-CN": "第 {line} 行：“{key}”的整数“{value}”过大。",
    en: 'Line {line}: the integer "{value}" ({key}) is too large.',
  },
  INSTANT_UNREADABLE: {
    "zh-CN": "第 {line} 行：“{key}”的值“{value}”不是时刻。",
    en: 'Line {line}: "{value}" ({key}) is no date and time.',
  },
  INSTANT_WITHOUT_OFFSET: {
    "zh-CN": "第 {line} 行：“{key}”的时间“{value}”没有时区偏移。",
    en: 'Line {line}: the time "{value}" ({key}) does not say its offset from UTC.',
  },
  EVENTS_TOO_MANY: { "zh-CN": "第 {line} 行：事件超过 {limit} 个。", en: "Line {line}: more than {limit} events." },
  TRACE_TOO_LARGE: {
    "zh-CN": "第 {line} 行：轨迹超过 {limit} 个字符。",
    en: "Line {line}: longer than {limit} characters.",
  },
  REASONS_LEFT_OUT: { "zh-CN": "另有 {count} 个问题未列出。", en: "{count} more reasons are not listed." },
} satisfies Messages;

/** A trace read under a mapping. */
const historyMessages = {
  TRACE_ID_MISSING: { "zh-CN": "轨迹没有编号（{attribute}）。", en: "The trace has no id ({attribute})." },
  TRACE_ID_TOO_LONG: {
    "zh-CN": "轨迹编号（{attribute}）超过 {limit} 个字符。",
    en: "The trace's id ({attribute}) is longer than {limit} characters.",
  },
  INSTANT_MISSING: { "zh-CN": "第 {line} 行：没有时间（{attribute}）。", en: "Line {line}: no time ({attribute})." },
  AMOUNT_MISSING: { "zh-CN": "轨迹没有金额（{attribute}）。", en: "The trace has no amount ({attribute})." },
  AMOUNT_UNREADABLE: {
    "zh-CN": "金额“{value}”（{attribute}）不是最多两位小数的十进制数。",
    en: 'The amount "{value}" ({attribute}) is no decimal number of at most two places.',
  },
  EVENTS_MISSING: { "zh-CN": "轨迹没有事件。", en: "The trace has no events." },
  ACTIVITY_MISSING: {
    "zh-CN": "第 {event} 个事件（第 {line} 行）没有活动名称（{attribute}）。",
    en: "Event {event} (line {line}) names no activity ({attribute}).",
  },
  ACTIVITY_TOO_LONG: {
    "zh-CN": "第 {event} 个事件（第 {line} 行）的活动名称超过 {limit} 个字符。",
    en: "The activity of event {event} (line {line}) is longer than {limit} characters.",
  },
  TRANSITION_MISSING: {
    "zh-CN": "第 {event} 个事件（第 {line} 行）没有状态变化（{attribute}）。",
    en: "Event {event} (line {line}) names no transition ({attribute}).",
  },
  TRANSITION_UNKNOWN: {
    "zh-CN": "第 {event} 个事件（第 {line} 行）的状态变化“{value}”不在映射之内。",
    en: 'The transition "{value}" of event {event} (line {line}) is none that the mapping names.',
  },
  OFFICER_TOO_LONG: {
    "zh-CN": "第 {event} 个事件（第 {line} 行）的经办人超过 {limit} 个字符。",
    en: "The officer of event {event} (line {line}) is longer than {limit} characters.",
  },
  OFFICER_NOT_NUMBERED: {
    "zh-CN": "第 {event} 个事件（{activity}）的经办人“{value}”不是编号，无法归入任何机构。",
    en: 'The officer "{value}" of event {event} ({activity}) is no number, so no partner can be told.',
  },
  RUN_BACKWARDS: {
    "zh-CN": "第 {event} 个事件（{activity}）在其开始之前结束。",
    en: "Event {event} ({activity}) ends a run before it began.",
  },
  FACT_UNREADABLE: {
    "zh-CN": "第 {event} 个事件所载的计量“{value}”（{attribute}）不完整或有误。",
    en: 'What event {event} states as measured, "{value}" ({attribute}), is not whole or not of its type.',
  },
  UNIT_UNREADABLE: {
    "zh-CN": "案件所载的网点（{attribute}）缺少机构代码或名称，或有误。",
    en: "What the trace states as a unit ({attribute}) lacks its partner or names, or they are wrong.",
  },
  PARTNER_UNREADABLE: {
    "zh-CN": "轨迹所载的机构（{attribute}）不完整或有误。",
    en: "The partner that the trace states ({attribute}) is not whole.",
  },
  INPUT_UNREADABLE: {
    "zh-CN": "第 {line} 行：录入项的“{attribute}”（“{value}”）不完整或有误。",
    en: 'Line {line}: of what was entered, "{attribute}" ("{value}") is not whole or not of its type.',
  },
  INPUT_REFUSED: {
    "zh-CN": "第 {line} 行：录入项的“{attribute}”（“{value}”）不合该期间的政策。",
    en: 'Line {line}: of what was entered, "{attribute}" ("{value}") is not what the policy of its period takes.',
  },
  INPUTS_NOT_TAKEN: {
    "zh-CN": "第 {line} 行：此处不接收录入项。",
    en: "Line {line}: what was entered for a board is not taken in here.",
  },
  HISTORY_KNOWN: { "zh-CN": "轨迹 {traceId} 已导入。", en: "The trace {traceId} is imported already." },
  HISTORY_CONFLICT: {
    "zh-CN": "轨迹 {traceId} 已导入，但内容不同；未作任何更改。",
    en: "The trace {traceId} was imported with other content; nothing is changed.",
  },
  HISTORY_PARTNER_TAKEN: {
    "zh-CN": "机构代码 {code} 已属于另一类机构（{kind}）。",
    en: "The partner code {code} belongs to a party of another kind already ({kind}).",
  },
} satisfies Messages;

export const exchangeMessages = { ...fileMessages, ...xesMessages, ...historyMessages } satisfies Messages;

export type ExchangeCode = keyof typeof exchangeMessages;

/** A reason of this room, with what its message mentions. */
export const because = (code: ExchangeCode, params: RefusalParams): Refusal => refuse(code, { params });
