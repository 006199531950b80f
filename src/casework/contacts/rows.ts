/** Contacts as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { contactChannels, type ContactChannel } from "../entries.js";
import { enumOf } from "../enums.js";
import type { CaseState } from "../state.js";

export const ContactChannelEnum = enumOf(contactChannels);
registerEnumType(ContactChannelEnum, {
  name: "ContactChannel",
  description: "By phone, by message, at the window (联系渠道).",
});
export const ContactDirectionEnum = enumOf(["INCOMING", "OUTGOING"] as const);
registerEnumType(ContactDirectionEnum, {
  name: "ContactDirection",
  description: "Who turned to whom: to the party that recorded it, or from it (来电或去电).",
});

@ObjectType({ description: "A call, a message or a talk, with the applicant or another party (联系记录)." })
@Derived("contact", {
  stream: "caseId",
  index: { ix_contact_case: ["caseId"], ix_contact_party: ["partyId", "calledBackAt", "callBackBy"] },
})
export class Contact {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version (版本)" }) version!: number;
  @col.code({ api: "How (联系渠道)", type: () => ContactChannelEnum }) channel!: ContactChannel;
  @col.code({ api: "Who turned to whom (方向)", type: () => ContactDirectionEnum })
  direction!: keyof typeof ContactDirectionEnum;
  @col.id() partyId!: string;
  @col.id({ nullable: true }) withPartyId!: string | null;
  @col.instant({ api: "When they spoke (联系时间)" }) contactedAt!: string;
  @col.instant({ api: "When it was recorded (登记时间)" }) recordedAt!: string;
  @col.id() recordedById!: string;
  @col.id() summaryId!: string;
  @col.instant({ api: "A call back was promised by then (承诺回电时间)", nullable: true }) callBackBy!: string | null;
  @col.instant({ api: "When the call back was made (回电时间)", nullable: true }) calledBackAt!: string | null;
  @col.instant({ api: "When a correction took it back (撤销时间)", nullable: true }) takenBackAt!: string | null;
}

export const contactsRows = (state: CaseState): RowOut[] =>
  state.contacts.contacts.map(({ entryId: _entry, callsBackId: _calls, ...contact }) =>
    rowOut(Contact, { ...contact, caseId: state.id }),
  );

export const contactsTables = [Contact];
