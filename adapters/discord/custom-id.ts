import { type FormName, formNames } from "../../src/domain/form.ts";
import { discordLimits } from "./limits.ts";

/** What Discord gives back to us of a button or a form; the meaning of a token is kept on our side. */
export type CustomId =
  | { readonly kind: "button"; readonly token: string }
  /** A button that asks a form. */
  | { readonly kind: "opener"; readonly form: FormName }
  /** A form that was asked; `asked` is the interaction that asked it, so that it counts once. */
  | { readonly kind: "form"; readonly form: FormName; readonly asked: string };

/** Anybody may send any custom id with any interaction: what we did not write is nobody's. */
const tokenShape = /^[\w.-]{1,64}$/;
const askedShape = /^\d{15,20}$/;

const formOf = (text: string | undefined): FormName | undefined => formNames.find((name) => name === text);

export const writeCustomId = (id: CustomId): string => {
  switch (id.kind) {
    case "button":
      return `b:${id.token}`;
    case "opener":
      return `o:${id.form}`;
    case "form":
      return `f:${id.form}:${id.asked}`;
    default:
      return id satisfies never;
  }
};

/** Undefined: none of ours. */
export const readCustomId = (value: unknown): CustomId | undefined => {
  if (typeof value !== "string" || value.length > discordLimits.customIdUnits) return undefined;
  const [kind, first = "", second = "", ...rest] = value.split(":");
  if (rest.length > 0) return undefined;
  const form = formOf(first);
  if (kind === "b" && second === "" && tokenShape.test(first)) return { kind: "button", token: first };
  if (kind === "o" && second === "" && form !== undefined) return { kind: "opener", form };
  return kind === "f" && form !== undefined && askedShape.test(second)
    ? { kind: "form", form, asked: second }
    : undefined;
};
