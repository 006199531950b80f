/** What a mapping file may say: how the traces of an event log become histories and figures. */
import { z } from "zod";

/** The partners that are scored. */
const partnerKinds = ["BANK", "GUARANTEE_COMPANY"] as const;

const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/, "must be a code such as HANDLING_TIME");
const text = z.string().min(1).max(200);
const names = z.strictObject({ en: text, zh: text });
const partnerName = z.string().max(90).includes("{n}");
/** The key of an attribute of the log. */
const attribute = text;
/** The name of an activity as the log writes it. */
const activity = text;

const zone = z.string().refine(isZone, "must be a time zone that this machine knows, such as Europe/Amsterdam");

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "";
  } catch {
    return false;
  }
}

const indicators = z.discriminatedUnion("measure", [
  /** One fact for a trace in which the activity occurs: its first occurrence. */
  z.strictObject({
    code,
    measure: z.literal("OCCURRENCE"),
    activity,
    /** Whether the trace's amount counts with it. */
    withAmount: z.boolean(),
  }),
  /** As OCCURRENCE, and whether the trace never shows the other activity. */
  z.strictObject({ code, measure: z.literal("PASS"), activity, failedBy: activity }),
  /** One fact for each run of an activity of the class, from one transition to the next other one. */
  z.strictObject({ code, measure: z.literal("RUNS"), activityClass: code, from: text, to: text }),
  /** One fact for each event of the activity that carries the attribute, which states what it measured. */
  z.strictObject({
    code,
    measure: z.literal("ATTRIBUTE"),
    activity,
    attribute,
    /** PASSED: a boolean. MINUTES: a number of minutes. AMOUNT: a decimal number of the trace's currency. */
    states: z.enum(["PASSED", "MINUTES", "AMOUNT"]),
  }),
]);

/** Partners told from the number of an officer. */
const byOfficer = z.strictObject({
  kind: z.enum(partnerKinds),
  /** The officer's number modulo this gives the partner; its code is the prefix and that digit. */
  officerModulo: z.int().min(1).max(100),
  codePrefix: z.string().regex(/^[A-Z][A-Z0-9-]{0,12}$/, "must be upper case, such as P"),
  /** `{n}` takes the digit. */
  names: z.strictObject({ en: partnerName, zh: partnerName }),
  /** True where the grouping is made up, which every list must then say. */
  invented: z.boolean(),
  /** Officers that belong to no partner, such as an automatic system. */
  officersOfNone: z.array(text),
});

/**
 * Partners stated by the trace: each attribute whose key begins with the prefix is one partner; its value is the code,
 * and the attributes nested in it say the kind and the names.
 */
const statedPartners = z.strictObject({
  prefix: attribute,
  kind: attribute,
  en: attribute,
  zh: attribute,
  /** The event's attribute with the code of the partner that its officer belongs to. */
  eventPartner: attribute,
});

/**
 * Facts stated by events: each attribute whose key begins with the prefix is one fact; its value is the indicator, and
 * the attributes nested in it say for which partner and day it counts, and what was measured. Those left out are null.
 */
const statedFacts = z.strictObject({
  prefix: attribute,
  partner: attribute,
  day: attribute,
  amountFen: attribute,
  elapsedMs: attribute,
  passed: attribute,
  /** A whole number that is none of these: hundredths of a rating, one of a count, two of what is still open. */
  value: attribute.optional(),
  /** The kind of case, and the partner's unit and officer that it counts for, where the log tells them. */
  product: attribute.optional(),
  propertyKind: attribute.optional(),
  unit: attribute.optional(),
  officer: attribute.optional(),
});

/** What a trace says of the case that it tells: its kind, and the codes of the partners that it was with. */
const statedCase = z.strictObject({
  product: attribute,
  propertyKind: attribute,
  bank: attribute,
  guaranteeCompany: attribute,
});

/** The partners' units, stated by the trace as partners are: the value is the code, nested are partner and names. */
const statedUnits = z.strictObject({ prefix: attribute, partner: attribute, en: attribute, zh: attribute });

/**
 * Whose move it was, stated by events: each attribute whose key begins with the prefix is one stretch of time; its value
 * names the kinds of party, with spaces between, and the attributes nested in it say from when to when (left out while it
 * runs), and whether the clocks were paused.
 */
const statedHeld = z.strictObject({ prefix: attribute, from: attribute, to: attribute, paused: attribute });

/**
 * What people of the exporting center entered and two of them confirmed, stated by events of traces that are no cases:
 * the attribute whose key begins with the prefix has the kind as its value, and the attributes nested in it say the rest.
 */
const statedInputs = z.strictObject({
  prefix: attribute,
  /** The trace's attribute with the code of the center. */
  center: attribute,
  partner: attribute,
  period: attribute,
  code: attribute,
  numerator: attribute,
  denominator: attribute,
  cases: attribute,
});

export const mappingSchema = z
  .strictObject({
    format: z.literal(1),
    /** Traces are known by (source, trace id): two files of one source share it. */
    source: z.strictObject({
      code: z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/, "must be a code such as BPI2012"),
      names,
      origin: z.string().min(1).max(500),
    }),
    /** The zone whose days and months the figures belong to. */
    zone,
    trace: z.strictObject({
      identity: attribute,
      /** The id that the thing had in a program like this one: where it is known here, the trace is there already. */
      ownId: attribute.optional(),
      /** The id that it had where it was first exported from, if that was not the log's own center. */
      originId: attribute.optional(),
      registeredAt: attribute,
      /** A decimal number; so many fen to its unit. */
      amount: z.strictObject({ attribute, fenPerUnit: z.literal([1, 100]) }),
      case: statedCase.optional(),
    }),
    event: z.strictObject({ activity: attribute, transition: attribute, at: attribute, officer: attribute }),
    /** Attributes for which the log's global defaults may stand in. */
    defaultsOf: z.strictObject({ trace: z.array(attribute), event: z.array(attribute) }),
    /** The transitions that the log may use; an event with another one is a fault. */
    transitions: z.array(text).min(1),
    /** One of the two: partners by the numbers of officers, or as the log states them. */
    partners: byOfficer.optional(),
    partnersStated: statedPartners.optional(),
    unitsStated: statedUnits.optional(),
    /** The class of an activity is that of the first prefix that fits; none is fine. */
    activityClasses: z.array(z.strictObject({ class: code, prefix: text, names })),
    indicators: z.array(indicators),
    facts: statedFacts.optional(),
    held: statedHeld.optional(),
    /** Needs `ownId`, by which an input is known again. */
    inputs: statedInputs.optional(),
    /** What the log cannot tell: missing on every board, never zero. */
    unknown: z.array(z.strictObject({ code, because: names })),
  })
  .superRefine((mapping, context) => {
    if (!mapping.partners === !mapping.partnersStated)
      context.addIssue({
        code: "custom",
        path: ["partners"],
        message: "say partners or partnersStated, one of the two",
      });
    if (mapping.indicators.length === 0 && !mapping.facts)
      context.addIssue({
        code: "custom",
        path: ["indicators"],
        message: "nothing is measured, and no facts are stated",
      });
    if (mapping.inputs && !mapping.trace.ownId)
      context.addIssue({ code: "custom", path: ["trace", "ownId"], message: "inputs are known again by it" });
    const classes = new Set(mapping.activityClasses.map((one) => one.class));
    const seen = new Set<string>();
    const once = (path: (string | number)[], value: string) => {
      if (seen.has(value)) context.addIssue({ code: "custom", path, message: `${value} is already said above` });
      seen.add(value);
    };
    mapping.indicators.forEach((indicator, index) => {
      once(["indicators", index, "code"], indicator.code);
      if (indicator.measure !== "RUNS") return;
      if (!classes.has(indicator.activityClass))
        context.addIssue({
          code: "custom",
          path: ["indicators", index, "activityClass"],
          message: `${indicator.activityClass} is none of activityClasses`,
        });
      for (const side of ["from", "to"] as const)
        if (!mapping.transitions.includes(indicator[side]))
          context.addIssue({
            code: "custom",
            path: ["indicators", index, side],
            message: `${indicator[side]} is none of transitions`,
          });
    });
    mapping.unknown.forEach((one, index) => once(["unknown", index, "code"], one.code));
  });

export type LogMapping = z.infer<typeof mappingSchema>;
export type LogIndicator = LogMapping["indicators"][number];
/** Partners by the numbers of officers. */
export type ByOfficer = z.infer<typeof byOfficer>;
export type StatedFacts = z.infer<typeof statedFacts>;
export type StatedHeld = z.infer<typeof statedHeld>;
export type StatedInputs = z.infer<typeof statedInputs>;
