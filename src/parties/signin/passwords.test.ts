/** Passwords: hashed as the standard says, the same work for nobody's, and refused when easily guessed. */
import { createPasswords, newOneTimePassword, owaspCost, passwordFaults } from "./passwords.js";

const cheap = createPasswords({ memoryKib: 8, passes: 1, lanes: 1 });

test("the default cost is argon2id with OWASP's parameters", async () => {
  const hash = await createPasswords().hash("quiet-harbour-52");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
  expect(owaspCost).toEqual({ memoryKib: 19_456, passes: 2, lanes: 1 });
  expect(createPasswords().outdated(hash)).toBe(false);
  expect(createPasswords().outdated(await cheap.hash("quiet-harbour-52"))).toBe(true);
});

test("a password opens what was made of it, nothing else does, and nobody's hash opens never", async () => {
  const hash = await cheap.hash("quiet-harbour-52");
  expect(await cheap.verify(hash, "quiet-harbour-52")).toBe(true);
  expect(await cheap.verify(hash, "quiet-harbour-53")).toBe(false);
  expect(await cheap.verify(null, "quiet-harbour-52")).toBe(false);
});

test("full-width letters are the same password as plain ones", async () => {
  expect(await cheap.verify(await cheap.hash("ａｂｃ１２３密码很长"), "abc123密码很长")).toBe(true);
});

test("one-time passwords differ and would be accepted as passwords", () => {
  const made = Array.from({ length: 50 }, newOneTimePassword);
  expect(new Set(made).size).toBe(50);
  for (const one of made) expect(passwordFaults(one, "li.wei", "newPassword")).toEqual([]);
});

test.each<[string, string[]]>([
  ["quiet-harbour-52", []],
  ["三月的雨落在老城区的街上", []],
  ["short", ["PASSWORD_TOO_SHORT"]],
  ["x".repeat(201), ["PASSWORD_TOO_LONG", "PASSWORD_TOO_COMMON"]],
  ["password123456", ["PASSWORD_TOO_COMMON"]],
  ["PassWord123456", ["PASSWORD_TOO_COMMON"]],
  ["aaaaaaaaaaaa", ["PASSWORD_TOO_COMMON"]],
  ["li.wei-spring-rain", ["PASSWORD_HOLDS_USERNAME"]],
  ["li.wei123", ["PASSWORD_TOO_SHORT", "PASSWORD_HOLDS_USERNAME"]],
  ["li.weili.wei", ["PASSWORD_TOO_COMMON", "PASSWORD_HOLDS_USERNAME"]],
])("%s is refused for %j", (password, codes) => {
  expect(passwordFaults(password, "li.wei", "newPassword").map(({ code }) => code)).toEqual(codes);
});
