const localHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

export const isOfThisMachine = (url: URL): boolean => localHosts.has(url.hostname);

/** Where a webhook's address leads: what is not of this machine goes to the fleet, path kept, as a proxy would. */
export const webhookTarget = (url: URL, fleetUrl: string | undefined): URL | undefined => {
  if (isOfThisMachine(url)) return url;
  return fleetUrl === undefined ? undefined : new URL(url.pathname + url.search, fleetUrl);
};
