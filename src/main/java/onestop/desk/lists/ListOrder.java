package onestop.desk.lists;

import java.time.LocalDate;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.AgencyCode;

/**
 * What the rows of a list have in common.
 *
 * @param procedure the national code of the procedure
 * @param resolving the competent agency
 * @param returnBy the way in which the results are to be returned
 * @param day the day on which the list was first shown: within it no row is received twice
 */
public record ListOrder(String procedure, AgencyCode resolving, ReturnBy returnBy, LocalDate day) {}
