package onestop.desk.work;

import onestop.apologies.Apologies;
import onestop.apologies.letter.LetterDeliveries;
import onestop.desk.book.DossierCourses;
import onestop.dossiers.Dossiers;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Service;

/** Reads the history of a dossier from all modules. */
@Service
public final class DossierHistories {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Apologies apologies;
  private final LetterDeliveries deliveries;
  private final DossierCourses courses;

  DossierHistories(
      Dossiers dossiers,
      SlaClocks clocks,
      Apologies apologies,
      LetterDeliveries deliveries,
      DossierCourses courses) {
    this.courses = courses;
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.apologies = apologies;
    this.deliveries = deliveries;
  }

  /** The history of that dossier. */
  public DossierHistory of(DossierCode code) {
    return new DossierHistory(
        dossiers.events(code),
        clocks.reached(code),
        apologies.of(code).stream()
            .map(one -> new DossierHistory.OfLetter(one, apologies.events(one.id())))
            .toList(),
        deliveries.of(code),
        courses.labels(dossiers.get(code)));
  }
}
