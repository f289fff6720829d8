package onestop.web.page;

import java.time.Clock;
import java.util.Optional;
import onestop.agencies.Absence;
import onestop.agencies.Agencies;
import onestop.kernel.OfficerId;
import org.springframework.stereotype.Component;

/** The names of officers with a word of warning while they are absent. */
@Component
public final class AbsenceWords {
  private final Agencies agencies;
  private final Names names;
  private final Formats formats;
  private final Clock clock;

  AbsenceWords(Agencies agencies, Names names, Formats formats, Clock clock) {
    this.agencies = agencies;
    this.names = names;
    this.formats = formats;
    this.clock = clock;
  }

  /** The officer's name; of an absent one also until when, and who gets the new work. */
  public String named(OfficerId officer) {
    String name = names.officer(officer);
    return agencies
        .absence(officer, clock.instant())
        .map(
            absence ->
                absence.hands(Absence.Flow.NEW_WORK)
                    ? names.text(
                        "absence.mark-instead",
                        name,
                        formats.day(absence.lastOn()),
                        names.officer(absence.substitute()))
                    : names.text("absence.mark", name, formats.day(absence.lastOn())))
        .orElse(name);
  }

  /** What an absent officer is told on the own pages; empty for one who is there. */
  public Optional<String> own(OfficerId officer) {
    return agencies
        .absence(officer, clock.instant())
        .map(
            absence ->
                names.text(
                    "absence.own",
                    formats.day(absence.lastOn()),
                    names.officer(absence.substitute())));
  }
}
