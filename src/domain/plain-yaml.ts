import { parseDocument } from "yaml";

/** What a YAML text says, as plain data. */
export interface PlainYaml {
  readonly value: unknown;
  /** A line each; with any of them there is no value. */
  readonly errors: readonly string[];
}

export type ParseYaml = (source: string) => PlainYaml;

export const parseYaml: ParseYaml = (source) => {
  const document = parseDocument(source, { prettyErrors: true });
  const errors = document.errors.map(({ message }) => message.split("\n")[0] ?? message);
  return errors.length > 0 ? { value: undefined, errors } : { value: document.toJS() as unknown, errors };
};
