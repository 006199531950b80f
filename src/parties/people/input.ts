/** People as the API takes them in. */
import { Field, InputType, registerEnumType } from "type-graphql";
import { DateScalar } from "../../platform/index.js";
import { enumOf } from "../enums.js";
import { idTypes, type IdType, type PersonGiven } from "./person.js";

export const IdTypeEnum = enumOf<IdType>(idTypes);
registerEnumType(IdTypeEnum, {
  name: "IdType",
  description: "The kind of an ID document (证件类型).",
  valuesConfig: {
    RESIDENT_ID: { description: "Resident ID card, or residence permit of 18 digits (居民身份证, 港澳台居民居住证)." },
    MILITARY_ID: { description: "Military ID (军官证)." },
    PASSPORT: { description: "Passport (护照)." },
    HONG_KONG_MACAO_PERMIT: { description: "Mainland travel permit, Hong Kong and Macao (港澳居民来往内地通行证)." },
    TAIWAN_PERMIT: { description: "Mainland travel permit, Taiwan (台湾居民来往大陆通行证)." },
    FOREIGN_PERMANENT_RESIDENT_ID: { description: "Foreign permanent resident ID (外国人永久居留身份证)." },
    OTHER: { description: "Another document (其他)." },
  },
});

@InputType({ description: "A person, as their ID document says (人员信息)." })
export class PersonInput implements PersonGiven {
  @Field(() => String, { description: "Name (姓名)." })
  name!: string;

  @Field(() => IdTypeEnum, { description: "Kind of ID document (证件类型)." })
  idType!: IdType;

  @Field(() => String, { description: "Number of the ID document (证件号码)." })
  idNumber!: string;

  @Field(() => String, { nullable: true, description: "Phone number (联系电话)." })
  phone?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Birth date; needed where the ID number does not say it (出生日期).",
  })
  birthDate?: string | null;
}
