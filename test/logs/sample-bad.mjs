/** The traces of the sample that are bad, and the last one, which only looks so. */
import { day, leads, trace } from "./sample-xml.mjs";

export const badTraces = [
  trace("23: bad: no amount", "S1023", day("11-07T10:00:00.000+01:00"), null, [
    ["A_ACTIVATED", day("11-07T10:00:00.000+01:00"), "10861"],
  ]),
  trace("24: bad: the amount is no number", "S1024", day("11-07T10:00:00.000+01:00"), "UNKNOWN", [
    ["A_ACTIVATED", day("11-07T10:00:00.000+01:00"), "10861"],
  ]),
  trace("25: bad: no id, and an event without time", null, day("11-07T10:00:00.000+01:00"), "1300", [
    ["A_ACTIVATED", null, "10861"],
  ]),
  trace(
    "26: bad: a day that does not exist, a time without offset, an unknown transition, no activity",
    "S1026",
    day("02-30T10:00:00.000+01:00"),
    "1.005",
    [
      ["A_ACCEPTED", day("11-07T10:00:00.000"), "10861"],
      ["A_ACTIVATED:SUSPEND", day("11-07T10:00:00.000+01:00"), "10861"],
      [":COMPLETE", day("11-07T10:00:00.000+01:00"), "10861"],
    ],
  ),
  trace("27: bad: no events", "S1027", day("11-07T10:00:00.000+01:00"), "1400", []),
  trace(
    "28: bad: an officer who is no number where a partner must be told",
    "S1028",
    day("11-07T10:00:00.000+01:00"),
    "1500",
    [
      ["A_SUBMITTED", day("11-07T10:00:00.000+01:00"), "portal"],
      ["A_ACCEPTED", day("11-07T10:10:00.000+01:00"), "anna"],
    ],
  ),
  trace("29: bad: a run that ends before it began", "S1029", day("11-07T10:00:00.000+01:00"), "1600", [
    [`${leads}:START`, day("11-07T10:00:00.000+01:00"), "10861"],
    [`${leads}:COMPLETE`, day("11-07T09:59:59.999+01:00"), "10861"],
  ]),
  trace(
    "30: bad for the standard itself: a key twice, no key, no value, an integer that is none, an unknown element",
    "S1030",
    day("11-07T10:00:00.000+01:00"),
    "1700",
    [
      [
        "A_ACCEPTED",
        day("11-07T10:00:00.000+01:00"),
        "10861",
        `<string key="concept:name" value="A_DECLINED"/><string value="x"/><int key="n" value="many"/><string key="v"/><blob/>`,
      ],
    ],
  ),
  trace("31: an officer who is no number where none must be told", "S1031", day("11-08T10:00:00.000+01:00"), "1800", [
    ["A_SUBMITTED", day("11-08T10:00:00.000+01:00"), "portal"],
    ["A_ACCEPTED", day("11-08T10:10:00.000+01:00"), "10861"],
    ["A_ACTIVATED", day("11-30T23:59:59.999+01:00"), "10861"],
  ]),
];
