import { activityRoutes } from "./activity-routes.ts";
import { dmEventRoutes } from "./dm-event-routes.ts";
import { dmSendRoutes } from "./dm-send-routes.ts";
import { mediaRoutes } from "./media-routes.ts";
import { postRoutes } from "./post-routes.ts";
import type { Routes } from "./route.ts";
import { userRoutes } from "./user-routes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

/** Everything that the sandbox answers. */
export const routes: Routes = {
  ...userRoutes,
  ...dmSendRoutes,
  ...dmEventRoutes,
  ...mediaRoutes,
  ...postRoutes,
  ...webhookRoutes,
  ...activityRoutes,
};
