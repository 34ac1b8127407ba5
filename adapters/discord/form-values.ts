import type { AttachmentRef } from "../../src/domain/message.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import { readFiles } from "./content.ts";
import type { FormDefinition } from "./forms.ts";
import { type NativeComponent, type NativeModalData, snowflakeOf } from "./native.ts";

/** What was filled in. */
export interface Filled {
  readonly values: Readonly<Record<string, string>>;
  readonly attachments: readonly AttachmentRef[];
}

/** A form has five parts at most; a forged one may have any number. */
const maxComponents = 25;

/** Parts stand in labels; older clients put them into rows. */
const partsIn = (components: unknown): readonly NativeComponent[] =>
  listOf(components)
    .slice(0, maxComponents)
    .flatMap((value): readonly NativeComponent[] => {
      if (!isObject(value)) return [];
      const outer: NativeComponent = value;
      if (isObject(outer.component)) return [outer.component];
      return outer.components === undefined ? [outer] : partsIn(outer.components);
    });

interface Resolved {
  readonly attachments?: unknown;
}

const filesOf = (ids: readonly unknown[], resolved: unknown): readonly AttachmentRef[] => {
  const { attachments }: Resolved = isObject(resolved) ? resolved : {};
  if (!isObject(attachments)) return [];
  const found = ids.flatMap((id) => {
    const native = snowflakeOf(id);
    const file: unknown = native === undefined ? undefined : Reflect.get(attachments, native);
    return isObject(file) ? [file] : [];
  });
  return readFiles(found);
};

/**
 * What a person put into a form of ours. Undefined when it is not what the form could have been filled with: a field
 * that is missing, too long, or chosen from what was not offered. Fields that the form does not have are left out.
 */
export const readFilled = (form: FormDefinition, data: NativeModalData): Filled | undefined => {
  const parts = new Map(partsIn(data.components).map((part) => [textOf(part.custom_id), part]));
  const values: Record<string, string> = {};
  let attachments: readonly AttachmentRef[] = [];
  for (const part of form.parts) {
    const given = parts.get(part.id) ?? {};
    switch (part.kind) {
      case "text": {
        const text = (textOf(given.value) ?? "").trim();
        if ((part.required && text === "") || text.length > part.maxUnits) return undefined;
        if (text !== "") values[part.id] = text;
        break;
      }
      case "select": {
        const [chosen] = listOf(given.values);
        const value = part.values.find((offered) => offered === chosen);
        if (value === undefined && (part.required || chosen !== undefined)) return undefined;
        if (value !== undefined) values[part.id] = value;
        break;
      }
      case "files":
        attachments = filesOf(listOf(given.values).slice(0, part.most), data.resolved);
        break;
      default:
        part satisfies never;
    }
  }
  return { values, attachments };
};
