/** The platform: database, keys, blobs, logging and the API's scalars. I/O, no domain nouns. */
export * from "./blobs/blobs.js";
export * from "./blobs/folder.js";
export * from "./database/database.js";
export * from "./database/open.js";
export { mysqlOptions } from "./database/mysql.js";
export * from "./database/rows.js";
export * from "./database/snapshot.js";
export * from "./database/tables.js";
export * from "./graphql/connection.js";
export * from "./graphql/loader.js";
export * from "./graphql/payload.js";
export * from "./graphql/resolvers.js";
export * from "./graphql/scalars.js";
export * from "./graphql/userErrors.js";
export * from "./keys/keys.js";
