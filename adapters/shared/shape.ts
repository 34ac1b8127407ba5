const maxDepth = 4;
const maxNodes = 120;
/** As the Bot API names its fields. Other keys are somebody's words, and not told. */
const fieldShape = /^[a-z]+(?:_[a-z]+)*\d{0,2}$/;
const maxFieldLength = 48;

export const fieldName = (key: string): string =>
  key.length <= maxFieldLength && fieldShape.test(key) ? key : "?";

/** Keys and types of a value without its contents, bounded in depth and size: `{"poll":{"id":"string"}}`. */
export const shapeOf = (value: unknown): string => {
  let nodes = 0;
  const visit = (current: unknown, depth: number): unknown => {
    nodes += 1;
    if (current === null) return "null";
    if (typeof current !== "object") return typeof current;
    if (depth >= maxDepth || nodes >= maxNodes) return Array.isArray(current) ? "array" : "object";
    if (Array.isArray(current)) return current.length === 0 ? [] : [visit(current[0], depth + 1)];
    const shape: [string, unknown][] = [];
    for (const [key, inner] of Object.entries(current)) {
      if (nodes >= maxNodes) break;
      shape.push([fieldName(key), visit(inner, depth + 1)]);
    }
    return Object.fromEntries(shape);
  };
  return JSON.stringify(visit(value, 0));
};
