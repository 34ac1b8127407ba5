import { dmEventRoutes } from "./dm-event-routes.ts";
import { dmSendRoutes } from "./dm-send-routes.ts";
import { mediaRoutes } from "./media-routes.ts";
import type { Routes } from "./route.ts";
import { userRoutes } from "./user-routes.ts";

/** Everything that the sandbox answers. */
export const routes: Routes = { ...userRoutes, ...dmSendRoutes, ...dmEventRoutes, ...mediaRoutes };
