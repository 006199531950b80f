/** The enums that the case's rows share. */
import { registerEnumType } from "type-graphql";
import { enumOf } from "../parties/index.js";
import {
  guaranteeKinds,
  houseOrders,
  institutions,
  personRoles,
  repaymentMethods,
  propertyKinds,
  reviewModes,
  stages,
} from "../policy/index.js";
import { visitPlaces } from "./entries.js";

export { enumOf };

export const StageEnum = enumOf(stages);
registerEnumType(StageEnum, { name: "Stage", description: "A stage of a loan case (办理阶段)." });

export const ReviewModeEnum = enumOf(reviewModes);
registerEnumType(ReviewModeEnum, { name: "ReviewMode", description: "Joint or serial review (联审或串联审核)." });

export const GuaranteeKindEnum = enumOf(guaranteeKinds);
registerEnumType(GuaranteeKindEnum, { name: "GuaranteeKind", description: "Who answers for the loan (担保方式)." });

export const PropertyKindEnum = enumOf(propertyKinds);
registerEnumType(PropertyKindEnum, { name: "PropertyKind", description: "What kind of home (房屋类型)." });

export const InstitutionEnum = enumOf(institutions);
registerEnumType(InstitutionEnum, { name: "Institution", description: "A kind of party (机构类型)." });

export const VisitPlaceEnum = enumOf(visitPlaces);
registerEnumType(VisitPlaceEnum, {
  name: "VisitPlace",
  description: "Where the applicant came, or was visited (到访地点).",
});
export const HolderKindEnum = enumOf(["CENTER", "BANK", "GUARANTEE_COMPANY", "DEVELOPER", "APPLICANT"] as const);
registerEnumType(HolderKindEnum, { name: "HolderKind", description: "Who holds a case up (当前责任方)." });

export const PersonRoleEnum = enumOf(personRoles);
registerEnumType(PersonRoleEnum, { name: "PersonRole", description: "What a person is in a case (人员角色)." });

export const HouseOrderEnum = enumOf(houseOrders);
registerEnumType(HouseOrderEnum, { name: "HouseOrder", description: "First or second home (房屋套数)." });

export const RepaymentMethodEnum = enumOf(repaymentMethods);
registerEnumType(RepaymentMethodEnum, { name: "RepaymentMethod", description: "How it is paid back (还款方式)." });
