package onestop.apologies;

import java.time.Instant;
import java.util.Optional;
import onestop.apologies.letter.NewDate;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Draft;
import onestop.calendar.Calendars;
import onestop.procedures.Catalogue;
import onestop.procedures.RulePack;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The new dates that letters may give, by the rule pack and the calendar of each dossier. */
@Component
class NewAppointments {
  private final SlaClocks clocks;
  private final Catalogue catalogue;
  private final Calendars calendars;

  NewAppointments(SlaClocks clocks, Catalogue catalogue, Calendars calendars) {
    this.clocks = clocks;
    this.catalogue = catalogue;
    this.calendars = calendars;
  }

  /** The rules for a new date, as of {@code at}. */
  NewAppointment of(LockedDossier held, Instant at) {
    return new NewAppointment(
        held.pack(),
        calendars.version(held.clock().calendar(), held.dossier().agencies().resolving()),
        held.clock().dueCurrentAt(),
        at);
  }

  /** The new date of a letter issued at {@code at}; empty if its pack or its state allows none. */
  Optional<Instant> ofLetter(LockedDossier held, ApologyObligation obligation, Instant at) {
    NewAppointment appointment = of(held, at);
    boolean open = held.clock().stoppedAt() == null && held.clock().appointmentNo() == 1;
    if (!open || !appointment.isAllowed()) {
      return Optional.empty();
    }
    Draft draft = obligation.draft();
    @Nullable Instant proposed = draft == null ? null : draft.newDueAt();
    return Optional.of(appointment.choose(proposed));
  }

  /** The new date of a letter issued now; empty if its pack or its state allows none. */
  Optional<Instant> proposedDate(ApologyObligation obligation, Instant at) {
    return proposedDate(obligation, null, at);
  }

  /**
   * The new date of a letter for which an officer names one.
   *
   * @throws onestop.kernel.Failure if that pack does not allow the named date
   */
  Optional<Instant> checkedDate(ApologyObligation obligation, @Nullable Instant named, Instant at) {
    if (named != null) {
      of(obligation, clocks.state(obligation.dossier()), at).check(named);
    }
    return proposedDate(obligation, named, at);
  }

  /** The new date of a draft, whose named date may have become too early since it was written. */
  Optional<Instant> proposedDate(
      ApologyObligation obligation, @Nullable Instant named, Instant at) {
    ClockState clock = clocks.state(obligation.dossier());
    NewAppointment appointment = of(obligation, clock, at);
    boolean open = clock.stoppedAt() == null && clock.appointmentNo() == 1;
    return open && appointment.isAllowed()
        ? Optional.of(appointment.choose(named))
        : Optional.empty();
  }

  /** As {@link #proposedDate(ApologyObligation, Instant, Instant)}, with its reasons. */
  Optional<NewDate> explained(ApologyObligation obligation, @Nullable Instant named, Instant at) {
    return proposedDate(obligation, named, at)
        .map(due -> of(obligation, clocks.state(obligation.dossier()), at).explain(due));
  }

  private NewAppointment of(ApologyObligation obligation, ClockState clock, Instant at) {
    return new NewAppointment(
        pack(obligation),
        calendars.version(clock.calendar(), obligation.agency()),
        clock.dueCurrentAt(),
        at);
  }

  private RulePack pack(ApologyObligation obligation) {
    return catalogue.rulePack(obligation.key().rulePack(), obligation.key().rulePackVersion());
  }
}
