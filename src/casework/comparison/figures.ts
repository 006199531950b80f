/** Joint review beside serial review over the cases decided in a period: exact figures, none where nothing is known. */
import { reviewModes, type ReviewMode } from "../../policy/index.js";
import type { ReviewOutcome } from "./rows.js";
import type { Hand } from "./state.js";

export interface HandFigures {
  readonly kind: Exclude<Hand, "NOBODY" | "DEVELOPER">;
  /** Cases in which it took part; the applicant, in all. */
  readonly cases: number;
  readonly totalMinutes: number | null;
  readonly meanMinutes: number | null;
  readonly medianMinutes: number | null;
}

export interface ModeFigures {
  readonly mode: ReviewMode;
  readonly cases: number;
  readonly elapsedMeanMinutes: number | null;
  readonly elapsedMedianMinutes: number | null;
  readonly parties: readonly HandFigures[];
  readonly duplicatesAvoided: number | null;
  readonly duplicatesDone: number | null;
  readonly noticesPerCase: number | null;
  readonly missedDefects: number | null;
  readonly tripsPerCase: number | null;
  readonly returnsPerCase: number | null;
}

type Minutes = (from: string, to: string) => number;

const kinds = ["BANK", "GUARANTEE_COMPANY", "CENTER", "APPLICANT"] as const;

export const compareReviews = (outcomes: readonly ReviewOutcome[], minutes: Minutes): ModeFigures[] =>
  reviewModes.map((mode) =>
    figuresOf(
      mode,
      outcomes.filter(({ reviewMode }) => reviewMode === mode),
      minutes,
    ),
  );

function figuresOf(mode: ReviewMode, of: readonly ReviewOutcome[], minutes: Minutes): ModeFigures {
  const elapsed = of.map(({ acceptedAt, decidedAt }) => minutes(acceptedAt, decidedAt));
  const total = (name: "duplicatesAvoided" | "duplicatesDone" | "missedDefects") =>
    of.length === 0 ? null : sum(of.map((one) => one[name]));
  const perCase = (name: "noticeCount" | "tripCount" | "returnCount") => mean(of.map((one) => one[name]));
  return {
    mode,
    cases: of.length,
    elapsedMeanMinutes: mean(elapsed),
    elapsedMedianMinutes: median(elapsed),
    parties: kinds.map((kind) => handFigures(kind, of, minutes)),
    duplicatesAvoided: total("duplicatesAvoided"),
    duplicatesDone: total("duplicatesDone"),
    noticesPerCase: perCase("noticeCount"),
    missedDefects: total("missedDefects"),
    tripsPerCase: perCase("tripCount"),
    returnsPerCase: perCase("returnCount"),
  };
}

function handFigures(kind: (typeof kinds)[number], of: readonly ReviewOutcome[], minutes: Minutes): HandFigures {
  const part = of.filter(({ partyKinds }) => kind === "APPLICANT" || partyKinds.includes(kind));
  const used = part.map((outcome) => minutesIn(outcome, kind, minutes));
  const known = used.length > 0;
  return {
    ...{ kind, cases: part.length, totalMinutes: known ? sum(used) : null },
    ...{ meanMinutes: mean(used), medianMinutes: median(used) },
  };
}

/** Counted from acceptance on, so that whole minutes of neighbouring spans add up to the minutes of both. */
export function minutesIn({ acceptedAt, spans }: ReviewOutcome, kind: Hand, minutes: Minutes): number {
  const upTo = (at: string) => minutes(acceptedAt, at);
  return sum(spans.filter(({ hands }) => hands.includes(kind)).map(({ from, to }) => upTo(to) - upTo(from)));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** To the hundredth, half up. */
const hundredths = (numerator: number, denominator: number): number =>
  Math.floor((200 * numerator + denominator) / (2 * denominator)) / 100;

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : hundredths(sum(numbers), numbers.length);
}

function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return hundredths(sum(middle), middle.length);
}
