import { ApiFailure } from "./api-failure.ts";

/** Runs a call whose repetition Telegram answers with a refusal that says: it is so already. */
export const unlessDone = async (call: Promise<unknown>, alreadyDone: RegExp): Promise<void> => {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ApiFailure && error.status === 400 && alreadyDone.test(error.message)))
      throw error;
  }
};
