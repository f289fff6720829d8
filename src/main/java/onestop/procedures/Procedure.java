package onestop.procedures;

import java.util.List;
import java.util.Map;
import onestop.calendar.Limit;
import onestop.kernel.ProcedureKey;
import org.jspecify.annotations.Nullable;

/**
 * One version of an administrative procedure as the city offers it.
 *
 * @param level the level at which the procedure is decided: {@code ward}, {@code district}, {@code
 *     department}, {@code police}, {@code insurance}
 * @param limit the legal limit
 * @param feeVi the fee in words, empty if none
 * @param processKey the id of its process model
 * @param formFamily the family of slips handed to the applicant: {@code standard}, or {@code CT}
 *     where the police use their own
 * @param silence the meaning of a consulted agency's silence
 * @param maxSupplementRequests the number of requests for papers that need no approver
 * @param bounds the clock moves that the procedure's own law bounds; null where the rule pack's
 *     bounds apply to all
 * @param legs name of the leg to code of the leg's procedure; empty unless the procedure is
 *     inter-agency
 * @param rulePack the one pack that always applies, whatever the day; null where the pack in force
 *     on the day of receipt applies, which is the rule
 * @param status the certainty of the entry: {@code H}, {@code M}, {@code L} or {@code K}
 * @param sources the texts on which limit and authority rest, each with its certainty; empty in
 *     entries that do not name them
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
    @Nullable Map<ClockMove, Bound> bounds,
    Map<String, String> legs,
    @Nullable String rulePack,
    String status,
    List<LegalSource> sources) {
  public Procedure {
    sources = sources == null ? List.of() : List.copyOf(sources);
  }
}
