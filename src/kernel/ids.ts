/** Ids made by the program: UUID version 7 (RFC 9562), rising with time. */
import { v7, validate } from "uuid";

export const newId = (): string => v7();

export const isId = (text: string): boolean => validate(text);
