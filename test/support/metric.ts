/** The sum of all lines of a metric, whatever their labels. */
export const metricSum = (exposition: string, name: RegExp): number =>
  exposition
    .split("\n")
    .filter((line) => !line.startsWith("#") && name.test(line))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
