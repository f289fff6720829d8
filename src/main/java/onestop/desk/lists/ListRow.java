package onestop.desk.lists;

import java.util.List;
import onestop.dossiers.Intake;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.form.FormAnswers;
import org.jspecify.annotations.Nullable;

/**
 * One row of a list and what was found in it.
 *
 * @param no the number of the row in the file
 * @param name the applicant's name as it stands there
 * @param intake the application; null if there are findings
 * @param earlier the dossier that this row has been received as before; null if it has not
 */
public record ListRow(
    int no,
    String name,
    @Nullable Intake intake,
    List<Finding> findings,
    @Nullable DossierCode earlier) {
  public ListRow {
    findings = List.copyOf(findings);
  }

  /**
   * One thing that keeps a row from being received: a failure, or a fault of the form.
   *
   * @param heading the column; empty for the row as a whole
   */
  public record Finding(
      String heading, @Nullable Failure failure, FormAnswers.@Nullable Fault fault) {}

  /** Whether it can be received, or has been. */
  public boolean isSound() {
    return findings.isEmpty();
  }

  ListRow with(@Nullable DossierCode code) {
    return new ListRow(no, name, intake, findings, code);
  }

  /** The only form allowed in a log. */
  @Override
  public String toString() {
    return "ListRow[" + no + ", " + findings.size() + " findings]";
  }
}
