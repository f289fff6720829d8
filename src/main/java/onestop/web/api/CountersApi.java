package onestop.web.api;

import java.time.Instant;
import onestop.desk.figures.Overview;
import onestop.facts.PresentFigures;
import onestop.facts.Rate;
import onestop.kernel.AgencyCode;
import onestop.sla.UnprocessedMarks;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The first page's figures. */
@RestController
@PersonalData(Of.NOBODY)
class CountersApi {
  private final Overview overview;

  CountersApi(Overview overview) {
    this.overview = overview;
  }

  /**
   * The figures, each under its name in {@link PresentFigures}.
   *
   * @param onTimePercent the share of the dossiers with a result; null while there are none
   * @param unheardMarks the number of dossiers whose marks passed more than a minute ago without a
   *     timer having fired
   */
  record Counted(
      Instant asOf,
      long received,
      long parts,
      long resolvedOnTime,
      long resolvedLate,
      long endedOtherwise,
      long openInTime,
      long openOverdue,
      long late,
      long finishedInTime,
      long notLateYet,
      long owed,
      long issued,
      long issuedLate,
      long waived,
      long missing,
      long waiting,
      @Nullable Double onTimePercent,
      long unheardMarks) {}

  @GetMapping("/api/counters")
  Counted counters(@RequestParam(required = false) @Nullable String agency) {
    AgencyCode code = agency == null || agency.isBlank() ? null : new AgencyCode(agency);
    PresentFigures.Picture picture = overview.picture();
    PresentFigures.Dossiers dossiers = picture.dossiers(code);
    PresentFigures.Letters letters = picture.letters(code);
    Rate onTime = dossiers.onTime();
    return new Counted(
        picture.asOf(),
        dossiers.received(),
        dossiers.parts(),
        dossiers.resolvedOnTime(),
        dossiers.resolvedLate(),
        dossiers.endedOtherwise(),
        dossiers.openInTime(),
        dossiers.openOverdue(),
        dossiers.late(),
        letters.finishedInTime(),
        letters.notLateYet(),
        letters.owed(),
        letters.issued(),
        letters.issuedLate(),
        letters.waived(),
        letters.missing(),
        letters.waiting(),
        onTime.isDefined() ? onTime.percent() : null,
        overview.unheard().map(UnprocessedMarks::dossiers).orElse(0L));
  }
}
