/** Every limit that the program sets to what it takes in or does, in one table; units stand in the names. */

export const limits = {
  /** Characters of a text that people write, by what it is. */
  text: {
    codeChars: 60,
    nameChars: 200,
    shortTextChars: 500,
    longTextChars: 4_000,
    addressChars: 300,
    idNumberChars: 30,
    phoneChars: 30,
    externalNumberChars: 100,
    idempotencyKeyChars: 100,
    signInNameChars: 100,
    passwordCharsAtLeast: 12,
    passwordCharsAtMost: 200,
  },
  /** Entries of a list in one input. */
  list: {
    people: 20,
    payees: 10,
    defectsInNotice: 100,
    handoffItems: 200,
    casesInBulkAct: 500,
    documentsInCase: 500,
    ids: 100,
  },
  money: {
    /** 100 million yuan: no single loan comes near it, a slip of the keyboard does. */
    loanFen: 10_000_000_000,
    termMonths: 360,
  },
  /** Loan estimates without a sign-in, from one place. */
  estimate: { perMinute: 60, placesKept: 10_000 },
  page: { sizeByDefault: 20, sizeAtMost: 100, countedAtMost: 10_000 },
  /** One GraphQL operation. */
  query: {
    bodyBytes: 1_000_000,
    tokens: 2_000,
    depth: 12,
    aliases: 30,
    directives: 20,
    rootFields: 20,
    cost: 20_000,
    compiledQueriesKept: 500,
  },
  upload: {
    fileBytes: 50_000_000,
    ticketMinutes: 30,
    idleSeconds: 60,
    openTicketsOfMember: 200,
  },
  journal: {
    entryTextBytes: 60_000,
    tries: 8,
    entriesOfCommand: 500,
    idempotencyDays: 30,
  },
  session: {
    browserHours: 12,
    browserIdleMinutes: 60,
    systemDays: 90,
    ofMember: 20,
  },
  signIn: {
    /** Failures of one name from one address before that pair, and nobody else, has to wait. */
    failuresOfNameAtAddress: 5,
    failuresOfAddress: 100,
    windowMinutes: 15,
    lockMinutes: 15,
  },
  http: { requestSeconds: 60, headerBytes: 16_000, keepAliveSeconds: 65 },
} as const;
