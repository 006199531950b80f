/** The enums that the case's rows share. */
import { registerEnumType } from "type-graphql";
import { guaranteeKinds, institutions, propertyKinds, reviewModes, stages } from "../policy/index.js";

/** An enum object of a list of codes. */
export const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

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
