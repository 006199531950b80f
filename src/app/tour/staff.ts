/** Who takes part in the tour: five officers of three parties, each signed in on their own. */
import { z } from "zod";
import { StepFailed, type Client } from "./client.js";
import type { SignedIn } from "./shapes.js";

/** What `lianban demo --json` tells; more is not looked at. */
export const signInsSchema = z.object({
  signIns: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      roles: z.array(z.string()),
      service: z.boolean().default(false),
    }),
  ),
});
export type SignIns = z.infer<typeof signInsSchema>["signIns"];

export const staffRoles = {
  bankOfficer: "BANK_OFFICER",
  guaranteeOfficer: "GUARANTEE_OFFICER",
  reviewer: "CENTER_REVIEWER",
  approver: "CENTER_APPROVER",
  fundsOfficer: "FUNDS_OFFICER",
} as const;
export type StaffName = keyof typeof staffRoles;

export interface Officer extends Client {
  readonly name: string;
  readonly role: string;
  readonly partyId: string;
  readonly party: string;
}

export type Staff = Readonly<Record<StaffName, Officer>>;

/** @throws StepFailed naming every role that nobody has, or the first sign-in that is refused. */
export async function signInStaff(
  client: Client,
  signIns: SignIns,
  onSignIn: (officer: Officer) => void,
): Promise<Staff> {
  const found = Object.entries(staffRoles).map(([name, role]) => ({
    name,
    role,
    signIn: signIns.find(({ roles, service }) => !service && roles.includes(role)),
  }));
  const nobody = found.filter(({ signIn }) => !signIn);
  if (nobody.length > 0) {
    const reasons = nobody.map(({ role }) => `none of the sign-ins is a ${role}`);
    throw new StepFailed("The tour needs five officers", reasons);
  }
  const staff: Partial<Record<string, Officer>> = {};
  for (const { name, role, signIn } of found) {
    const officer = await signInOfficer(client, role, signIn?.username ?? "", signIn?.password ?? "");
    staff[name] = officer;
    onSignIn(officer);
  }
  return staff as Staff;
}

/** A token for `Authorization: Bearer`; a browser would get a cookie beside it. */
async function signInOfficer(client: Client, role: string, username: string, password: string): Promise<Officer> {
  const { token, viewer } = await client.ask<SignedIn>(
    `mutation ($input: SignInInput!) {
      signIn(input: $input) {
        token
        viewer { member { name } party { id name } }
        userErrors { code field message }
      }
    }`,
    { input: { username, password } },
  );
  const { member, party } = viewer;
  return { ...client.signedInWith(token), name: member.name, role, partyId: party.id, party: party.name };
}
