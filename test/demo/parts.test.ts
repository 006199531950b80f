/** What the demonstration is made of: people who cannot be anybody, papers that open, time that never passes today. */
import fc from "fast-check";
import { join } from "node:path";
import { createDemoClock, TimeIsUp, workingDayBefore, workingDaysSince } from "../../src/app/demo/clock.js";
import { samplePaper } from "../../src/app/demo/paper.js";
import { inventedPerson, inventedUnitNumber } from "../../src/app/demo/people.js";
import { createRandom } from "../../src/app/demo/random.js";
import { oneOfEachRole, signInLines, widthOf, type SignIn } from "../../src/app/demo/signIns.js";
import { dayOf, isWorkingDay } from "../../src/kernel/index.js";
import { peopleFaults } from "../../src/parties/index.js";
import { loadPolicies } from "../../src/policy/index.js";

const { calendar } = loadPolicies(join(__dirname, "../../policy"));
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test("invented people have numbers in the right form, of a district that is none", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const person = inventedPerson(createRandom(seed));
      expect(peopleFaults([person], "2026-11-22", ["people"])).toEqual([]);
      expect(person.idNumber.slice(0, 6)).toBe("420000");
    }),
  );
});

test("the same seed invents the same again, another one something else", () => {
  const invented = (seed: number) => Array.from({ length: 20 }, () => inventedUnitNumber(createRandom(seed)));
  fc.assert(fc.property(seeds, (seed) => expect(invented(seed)).toEqual(invented(seed))));
  expect(new Set(Array.from({ length: 200 }, (_, seed) => inventedUnitNumber(createRandom(seed)))).size).toBe(200);
});

test("chance stays inside its bounds", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, least, more) => {
      const random = createRandom(seed);
      for (let times = 0; times < 20; times += 1) {
        const found = random.whole(least, least + more);
        expect(Number.isInteger(found) && found >= least && found <= least + more).toBe(true);
      }
    }),
  );
});

test("a sample is a PDF whose table of contents points at its objects", () => {
  const text = samplePaper(["LIANBAN (SAMPLE)", "抵押合同", "\\end"]).toString("latin1");
  const table = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
  expect(text.slice(table, table + 4)).toBe("xref");
  const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
  expect(offsets).toHaveLength(5);
  offsets.forEach((offset, at) => expect(text.slice(offset).startsWith(`${at + 1} 0 obj\n`)).toBe(true));
  const [, length, stream] = /\/Length (\d+) >>\nstream\n([^]*?)\nendstream/.exec(text) ?? [];
  expect(stream).toHaveLength(Number(length));
});

test("time moves over office hours of working days, and never to the present or past it", () => {
  const present = "2026-10-12T02:00:00.000Z";
  const steps = fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(400), steps, (daysAgo, minutes, moves) => {
      const clock = createDemoClock(calendar, present);
      clock.startWorkingDaysAgo(daysAgo, minutes);
      for (const move of moves) {
        const before = clock.now;
        try {
          clock.forwardMinutes(move);
        } catch (error) {
          expect(error).toBeInstanceOf(TimeIsUp);
          expect(clock.now).toBe(before);
          return;
        }
        expect(clock.now >= before && clock.now < present).toBe(true);
        expect(isWorkingDay(calendar, dayOf(clock.now, calendar.zone))).toBe(true);
      }
    }),
  );
});

test("working days are counted back over holidays and shifted weekends", () => {
  // 1 to 7 October are holidays; Saturday 10 October and Sunday 20 September are worked.
  expect(workingDayBefore(calendar, "2026-10-12", 1)).toBe("2026-10-10");
  expect(workingDayBefore(calendar, "2026-10-10", 3)).toBe("2026-09-30");
  expect(workingDaysSince(calendar, "2026-09-19", "2026-10-12")).toBe(4 + 1 + 3 + 3);
});

describe("sign-ins", () => {
  const signIn = (username: string, roles: SignIn["roles"], service = false): SignIn => ({
    ...{ username, roles, service, who: "周静", partyCode: "X", party: "星河银行（虚构）", password: "x" },
  });

  test("one of each role is the first person who has it; systems are left out", () => {
    const all = [
      signIn("system", ["BANK_OFFICER"], true),
      signIn("first", ["BANK_OFFICER"]),
      signIn("second", ["BANK_OFFICER"]),
      signIn("manager", ["BANK_MANAGER"]),
    ];
    expect(oneOfEachRole(all).map(({ username }) => username)).toEqual(["first", "manager"]);
  });

  test("columns stand one below the other, Chinese characters twice as wide", () => {
    const lines = signInLines([signIn("a", ["BANK_OFFICER"]), signIn("longer.name", ["AUDITOR"], true)]);
    const column = (text: string) => lines.map((line) => widthOf(line.slice(0, line.indexOf(text))));
    expect(new Set(column("星河").slice(1)).size).toBe(1);
    expect(lines[2]).toContain("AUDITOR (system)");
    expect(signInLines([])).toEqual([]);
  });
});
