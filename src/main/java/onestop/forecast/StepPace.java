package onestop.forecast;

import onestop.kernel.AgencyCode;

/**
 * How long a step of a procedure takes at an agency: medians of its past cases, in working minutes.
 *
 * @param agency the agency whose desk does the step
 * @param procedure the code of the procedure
 * @param cases as many as were measured
 * @param lead from the beginning of the step to its end, waiting included
 * @param work without the time in which its officer was busy with other steps
 */
record StepPace(AgencyCode agency, String procedure, String step, int cases, long lead, long work) {
  /** Whether there are enough cases to go by. */
  boolean counts() {
    return cases >= Median.ENOUGH;
  }
}
