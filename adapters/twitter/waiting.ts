/** What reading waits for, of the few reads. */
export interface ReadWait {
  readonly untilAt: number;
  /** Pages of what was missed that are read; nothing of them is taken in before the rest is. */
  readonly pagesRead: number;
}

/** In words for an operator. */
export const describeWait = ({ untilAt, pagesRead }: ReadWait): string => {
  const at = new Date(untilAt).toISOString();
  const used = "the reads of these 15 minutes are used up";
  return pagesRead === 0
    ? `X is asked for messages again at ${at}: ${used}`
    : `what was written meanwhile is being read and is answered when all of it is: ${pagesRead} pages so far, the next at ${at}, as ${used}`;
};
