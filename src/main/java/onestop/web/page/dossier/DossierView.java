package onestop.web.page.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import onestop.desk.work.DossierFile;
import onestop.dossiers.life.Dossier;
import onestop.facts.DossierSummary;
import onestop.kernel.DossierCode;
import onestop.sla.ClockState;
import onestop.web.page.Names;
import onestop.web.page.StandingWords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A dossier in the reader's language. */
public record DossierView(
    String code,
    String subject,
    String state,
    String stateTone,
    String lateness,
    String tone,
    Instant receivedAt,
    Instant dueOriginalAt,
    Instant dueLawfulAt,
    Instant dueCurrentAt,
    Instant apologyBy,
    int appointmentNo,
    @Nullable Instant endedAt,
    String limit,
    Names.Choice procedure,
    Person applicant,
    Place place,
    String channel,
    String rules,
    @Nullable String parent,
    List<String> children,
    boolean open) {

  /** The applicant; unknown values are null. */
  record Person(String name, @Nullable String address, @Nullable String contact) {}

  /** The receiving and the resolving agency. */
  record Place(String receiving, String resolving) {}

  /** Makes views of dossiers. */
  @Component
  public static final class Writer {
    private final Names names;
    private final StandingWords lateness;

    Writer(Names names, StandingWords lateness) {
      this.names = names;
      this.lateness = lateness;
    }

    /** The view of a dossier. */
    public DossierView view(DossierFile file) {
      Dossier dossier = file.dossier();
      ClockState clock = file.clock();
      Instant closedAt = dossier.closedAt();
      DossierSummary summary = file.summary();
      StandingWords.Standing said = lateness.of(summary);
      Dossier.Pins pins = dossier.pins();
      return new DossierView(
          dossier.code().value(),
          dossier.subject(),
          dossier.state().name(),
          StandingWords.tone(dossier.state()),
          said.text(),
          said.tone(),
          dossier.receivedAt(),
          clock.dueOriginalAt(),
          summary.dueLawfulAt(),
          clock.dueCurrentAt(),
          clock.apologyBy(),
          clock.appointmentNo(),
          closedAt,
          names.limit(file.procedure().limit().text()),
          new Names.Choice(pins.procedure().toString(), names.procedure(pins.procedure())),
          person(dossier),
          new Place(
              names.agency(dossier.agencies().receiving()),
              names.agency(dossier.agencies().resolving())),
          dossier.channel().name(),
          names.text(
              "rules.and-calendar",
              names.version(pins.rulePack(), pins.rulePackVersion()),
              names.version(pins.calendar().calendar(), pins.calendar().version())),
          dossier.parent() == null ? null : dossier.parent().value(),
          file.legs().stream().map(DossierCode::value).toList(),
          dossier.state().isOpen());
    }

    private static Person person(Dossier dossier) {
      String contact =
          String.join(
              ", ",
              Stream.of(dossier.applicant().phone(), dossier.applicant().email())
                  .filter(Objects::nonNull)
                  .toList());
      return new Person(
          dossier.applicant().name(),
          dossier.applicant().address(),
          contact.isEmpty() ? null : contact);
    }
  }
}
