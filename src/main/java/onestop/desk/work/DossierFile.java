package onestop.desk.work;

import java.util.List;
import onestop.desk.letters.ListedLetter;
import onestop.dossiers.life.Dossier;
import onestop.facts.DossierSummary;
import onestop.kernel.DossierCode;
import onestop.procedures.Procedure;
import onestop.sla.ClockState;
import onestop.sla.clock.DueDate;

/**
 * One dossier as its readers see it.
 *
 * @param procedure the version that the dossier is pinned to
 * @param legs the parts of a linked application, by code; empty for others
 * @param due the due date with its account, day by day
 * @param letters its letters, by appointment
 * @param escalations its raised levels, with the reader's right to answer
 */
public record DossierFile(
    Dossier dossier,
    ClockState clock,
    DossierSummary summary,
    Procedure procedure,
    List<DossierCode> legs,
    DueDate due,
    DossierHistory history,
    List<ListedLetter> letters,
    List<EscalationAnswers.Raised> escalations) {}
