package onestop.desk.figures;

import onestop.facts.ReportScope;

/**
 * A report within its reader's reach.
 *
 * @param applicants the applicants that the reader may see in it
 */
public record ReportRequest(Report report, ReportScope scope, Applicants applicants) {}
