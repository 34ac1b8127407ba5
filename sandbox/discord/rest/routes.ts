import { autoModRoutes } from "./automod-routes.ts";
import { channelRoutes } from "./channel-routes.ts";
import { commandRoutes } from "./command-routes.ts";
import { followUpRoutes } from "./follow-up-routes.ts";
import { guildRoutes } from "./guild-routes.ts";
import { interactionRoutes } from "./interaction-routes.ts";
import { memberRoutes } from "./member-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import { reactionRoutes } from "./reaction-routes.ts";
import type { Routes } from "./route.ts";
import { userRoutes } from "./user-routes.ts";

/** Everything that the sandbox answers. */
export const routes: Routes = {
  ...userRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...guildRoutes,
  ...memberRoutes,
  ...autoModRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...followUpRoutes,
};
