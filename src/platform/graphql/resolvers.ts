/** What resolvers share. */
import { GraphQLError } from "graphql";

/**
 * Who asks. Every root field calls it, but signIn, signOut and viewer.
 * @throws GraphQLError UNAUTHENTICATED when nobody is signed in.
 */
export function signedIn<Viewer extends object>({ viewer }: { readonly viewer: Viewer | null }): Viewer {
  if (viewer) return viewer;
  throw new GraphQLError("Sign in first (请先登录)", { extensions: { code: "UNAUTHENTICATED" } });
}

/** An argument that cannot be used, named by its path. */
export const badInput = (argument: string, why: string): GraphQLError =>
  new GraphQLError(`${argument}: ${why}`, { extensions: { code: "BAD_USER_INPUT", argument } });
