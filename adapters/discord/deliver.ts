import type { Delivery } from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import { toComponents } from "./components.ts";
import type { DeliverPort } from "./deliver-port.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { edit, remove } from "./edit.ts";
import { decideOnMember } from "./members.ts";
import { sendMessage } from "./send-message.ts";

/** One effect, with what its delivery adds. */
interface Task extends Delivery {
  readonly signal: AbortSignal;
}

/** Performs one effect. Throws DeliveryError only. */
export const deliver = async (port: DeliverPort, task: Task): Promise<Receipt> => {
  const { effect, signal } = task;
  const { api, clock } = port;
  try {
    switch (effect.kind) {
      case "message.send":
        return await sendMessage(port, { ...task, effect });
      case "message.edit":
        return await edit({ api, effect, components: toComponents(task.buttons), signal });
      case "message.delete":
        return await remove({ api, effect, signal });
      case "member.mute":
      case "member.ban":
      case "member.restore":
        return await decideOnMember({ api, effect, clock, signal });
      case "join.answer":
        throw new DeliveryError("unsupported", "Discord asks nobody whether somebody may join.");
      default:
        effect satisfies never;
        throw new DeliveryError("unsupported", "An effect of unknown kind.");
    }
  } catch (error) {
    const nature = effect.kind === "message.send" ? "send" : "repeatable";
    throw toDeliveryError(error, { nature });
  }
};
