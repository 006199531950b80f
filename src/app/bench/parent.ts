/** How a process of the benchmark answers the one that started it: one message, one answer. */

export type Reply<Answer> = { readonly answer: Answer } | { readonly fault: string };

/** Answers every message; the process ends with its parent, however that ends. */
export function serveParent<Message, Answer>(answer: (message: Message) => Promise<Answer>): void {
  process.on("message", (message: Message) => {
    answer(message).then(
      (value) => process.send?.({ answer: value } satisfies Reply<Answer>),
      (error: unknown) => process.send?.({ fault: (error as Error).message } satisfies Reply<Answer>),
    );
  });
  process.on("disconnect", () => process.exit(0));
}
