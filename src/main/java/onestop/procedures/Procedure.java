package onestop.procedures;

import java.util.List;
import java.util.Map;
import onestop.calendar.Limit;
import onestop.kernel.ProcedureKey;

/**
 * One version of an administrative procedure as the city offers it.
 *
 * @param level where it is decided: {@code ward}, {@code district}, {@code department}, {@code
 *     police}, {@code insurance}
 * @param limit the legal limit
 * @param feeVi the fee in words, empty if none
 * @param processKey the id of its process model
 * @param formFamily the family of slips handed to the applicant: {@code standard}, or {@code CT}
 *     where the police use their own
 * @param silence what a consulted agency's silence means
 * @param maxSupplementRequests requests for papers before an approver is needed
 * @param legs name of the leg to code of the leg's procedure; empty unless it is inter-agency
 * @param status how certain the entry is, {@code H}, {@code M}, {@code L} or {@code K}
 */
public record Procedure(
    ProcedureKey key,
    String nameVi,
    String nameEn,
    String fieldVi,
    String fieldEn,
    String level,
    Limit limit,
    String feeVi,
    String feeEn,
    List<Paper> papers,
    String processKey,
    String formFamily,
    SilenceRule silence,
    int maxSupplementRequests,
    Map<String, String> legs,
    String status) {}
