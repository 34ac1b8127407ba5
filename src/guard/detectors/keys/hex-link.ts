/** What the link that a value is part of says of it. */
export type LinkSays = "key" | "hash" | "unclear" | undefined;

const longestLink = 300;
const keyName =
  /(?:^|[^a-z])(?:priv|prv|pvt|secret|pk$|sk$|seed|import)|(?<!pub|public[_-]?|api[_-]?)key$|^k$/;
const linkEnd =
  /(?:[a-z][a-z0-9+.-]{1,12}:\/\/|(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?::\d+)?[/?#])[^\s"'<>]*$/;
const explorerEnd =
  /\/(?:txs?|transactions?|hash|block|blocks|op|operations?|extrinsic|deploy|address|object|account)\/(?:0x)?$/;

/** `before` is what stands in front of a value, folded. */
export const linkSays = (before: string): LinkSays => {
  const near = before.slice(-longestLink);
  if (!near.includes("/")) return undefined;
  if (explorerEnd.test(near)) return "hash";
  const link = linkEnd.exec(near)?.[0];
  if (link === undefined || /[:：=]\s*$/.test(link) === (/[?&#;][\w.[\]-]*=$/.exec(link) === null))
    return undefined;
  const parameter = /[?&#;/]([\w.[\]-]{1,40})=(?:0x)?$/.exec(link)?.[1];
  if (parameter !== undefined) {
    if (keyName.test(parameter)) return "key";
    return /tx|trans|hash|id$|order|addr|contract|block|sig|token|object|^(?:q|query|search|a|address)$/.test(
      parameter,
    )
      ? "hash"
      : "unclear";
  }
  const segment = /([^/?#]{0,128})\/(?:0x)?$/.exec(link)?.[1];
  if (segment === undefined) return "unclear";
  return keyName.test(segment) ? "key" : "hash";
};
