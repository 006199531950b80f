/** The viewer as the API shows them; higher rooms attach fields of their own. */
import { Field, Int, ObjectType } from "type-graphql";
import { RoleEnum } from "../enums.js";
import type { Role } from "../viewer.js";

/** The rest of a `Viewer` stays inside. */
@ObjectType("Viewer", { description: "Who is signed in (当前用户)." })
export class ViewerFace {
  @Field(() => [RoleEnum], { description: "What they may do now (当前角色)." })
  roles!: readonly Role[];

  @Field(() => Int, { description: "Which amount limits of policy hold (审批级别)." })
  rank!: number;
}
