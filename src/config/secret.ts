import { z } from "zod";

/** A secret as the operator writes it: the value itself, or where to read it. */
const written = z
  .union(
    [
      z.string().min(1),
      z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) }),
      z.strictObject({ file: z.string().min(1) }),
    ],
    { error: "must be the secret itself, {env: NAME} or {file: PATH}" },
  )
  .meta({ examples: [{ env: "FLOTILLA_SECRET" }] });

export type SecretSource = { readonly env: string } | { readonly file: string };

/** The secret, or why it could not be read. */
export type ReadSecret = (source: SecretSource) => { readonly value: string } | { readonly failure: string };

/** Marks an issue as a secret that could not be read, as against a wrong setting. */
export const unreadableSecret = { unreadableSecret: true };

/** A field that holds a secret. Its output is the secret, read. */
export const secretField = (read: ReadSecret) =>
  written.transform((value, context) => {
    if (typeof value === "string") return value;
    const result = read(value);
    if ("value" in result) return result.value;
    context.addIssue({ code: "custom", message: result.failure, params: unreadableSecret });
    return z.NEVER;
  });

export type SecretField = ReturnType<typeof secretField>;
