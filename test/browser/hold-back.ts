import type { Page } from "playwright-core";

/** Keeps an order of the page's from the sandbox until it is let through. */
export const holdBack = async (page: Page, action: string) => {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  await page.route(`**/control/${action}`, async (route) => {
    asked.resolve();
    await released.promise;
    await route.continue();
  });
  return { asked: asked.promise, release: () => released.resolve() };
};
