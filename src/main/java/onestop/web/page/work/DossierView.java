package onestop.web.page.work;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.facts.DossierLists;
import onestop.facts.DossierSummary;
import onestop.procedures.Catalogue;
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
    private final Dossiers dossiers;
    private final DossierLists lists;
    private final Catalogue catalogue;
    private final Names names;
    private final StandingWords lateness;

    Writer(
        Dossiers dossiers,
        DossierLists lists,
        Catalogue catalogue,
        Names names,
        StandingWords lateness) {
      this.dossiers = dossiers;
      this.lists = lists;
      this.catalogue = catalogue;
      this.names = names;
      this.lateness = lateness;
    }

    /** The view of a dossier with that state of its clock. */
    public DossierView view(Dossier dossier, ClockState clock) {
      Instant closedAt = dossier.closedAt();
      DossierSummary summary = lists.get(dossier.code());
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
          names.limit(catalogue.version(pins.procedure()).limit().text()),
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
          dossiers.legs(dossier.code()).stream().map(leg -> leg.code().value()).toList(),
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
