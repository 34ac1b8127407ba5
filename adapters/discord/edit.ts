import type { Receipt } from "../../src/domain/delivery.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { DeleteMessage, EditMessage } from "../../src/domain/effect.ts";
import { withSoundSpans } from "../shared/sound-spans.ts";
import { nativeId, readAddress } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import type { Components } from "./components.ts";
import { codes } from "./failure-reasons.ts";
import { discordLimits } from "./limits.ts";
import { toMarkdown } from "./markdown.ts";
import { noMentions } from "./send.ts";

/** What is written with a command has an id of ours, and no message on the platform. */
const isAsideMessage = (messageId: string): boolean => /^i\d{15,20}$/.test(messageId);

const pathOf = (effect: EditMessage | DeleteMessage): `/${string}` => {
  const { channelId } = readAddress(effect.conversationId);
  return `/channels/${channelId}/messages/${nativeId(effect.messageId, "message")}`;
};

interface EditJob {
  readonly api: Pick<Api, "call">;
  readonly effect: EditMessage;
  readonly components: Components;
  readonly signal: AbortSignal;
}

/** Puts another text in the place of one of our messages. */
export const edit = async ({ api, effect, components, signal }: EditJob): Promise<Receipt> => {
  const content = toMarkdown(withSoundSpans(effect.content));
  if (content.length > discordLimits.textUnits)
    throw new DeliveryError(
      "rejected",
      `An edited text has at most ${discordLimits.textUnits} UTF-16 units, and this has ${content.length}.`,
    );
  const body = { content, allowed_mentions: noMentions, components: components ?? [] };
  await api.call({ method: "PATCH", path: pathOf(effect), body, signal });
  return { messageIds: [effect.messageId] };
};

interface RemoveJob {
  readonly api: Pick<Api, "call">;
  readonly effect: DeleteMessage;
  readonly signal: AbortSignal;
}

/**
 * Deletes a message, ours or that of somebody on a server; one that is gone already counts as deleted, and so does what
 * was only ever shown to us. Nobody can delete what a person wrote in direct messages but they themselves.
 */
export const remove = async ({ api, effect, signal }: RemoveJob): Promise<Receipt> => {
  const receipt = { messageIds: [effect.messageId] };
  if (isAsideMessage(effect.messageId)) return receipt;
  try {
    await api.call({ method: "DELETE", path: pathOf(effect), signal });
  } catch (error) {
    if (!(error instanceof ApiFailure && error.code === codes.unknownMessage)) throw error;
  }
  return receipt;
};
