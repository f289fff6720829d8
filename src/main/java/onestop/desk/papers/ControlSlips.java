package onestop.desk.papers;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import onestop.agencies.Agencies;
import onestop.desk.book.DossierCourses;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.undo.StandingSteps;
import onestop.forms.ControlSlipFields;
import onestop.forms.ControlSlipFields.Hop;
import onestop.forms.ControlSlipFields.Kept;
import onestop.forms.FormHead;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The fields of the control slip, from the events of a dossier and from its legs. */
@Component
final class ControlSlips {
  /** The events by which work on a dossier ends. */
  private static final Set<String> ENDS = Set.of("RESOLVED", "REFUSED", "WITHDRAWN", "STOPPED");

  private static final Set<String> ANSWERS = Set.of("RESOLVED", "REFUSED");

  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Agencies agencies;
  private final PaperSignatures signatures;
  private final PaperWords words;
  private final DossierCourses courses;

  ControlSlips(
      Dossiers dossiers,
      SlaClocks clocks,
      Agencies agencies,
      PaperSignatures signatures,
      PaperWords words,
      DossierCourses courses) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.agencies = agencies;
    this.signatures = signatures;
    this.words = words;
    this.courses = courses;
  }

  ControlSlipFields fields(FormHead head, Dossier dossier) {
    ClockState clock = clocks.state(dossier.code());
    return new ControlSlipFields(
        head,
        dossier.code().value(),
        dossier.applicant().name(),
        dossier.subject(),
        name(dossier.agencies().resolving()),
        coordinating(dossier),
        words.local(dossier.receivedAt()),
        words.local(clock.dueCurrentAt()),
        hops(
            dossiers.events(dossier.code()),
            words.local(clock.dueCurrentAt()),
            courses.labels(dossier)));
  }

  /** What the dossier's version of the model calls a step that has ended. */
  String step(Dossier dossier, DossierEvent ended) {
    return words.step(ended, courses.labels(dossier));
  }

  /** The other agencies that resolve a part of the same application, in the order of the parts. */
  private List<String> coordinating(Dossier dossier) {
    DossierCode parent = dossier.parent();
    Dossier whole = parent == null ? dossier : dossiers.get(parent);
    return Stream.concat(Stream.of(whole), dossiers.legs(whole.code()).stream())
        .map(part -> part.agencies().resolving())
        .filter(agency -> !agency.equals(dossier.agencies().resolving()))
        .distinct()
        .map(this::name)
        .toList();
  }

  /**
   * The hand-overs from step to step.
   *
   * @param labels what the dossier's version of the model calls its steps
   */
  private List<Hop> hops(List<DossierEvent> events, LocalDateTime due, Map<String, String> labels) {
    List<DossierEvent> steps = StandingSteps.of(events);
    @Nullable DossierEvent end =
        events.stream().filter(event -> ENDS.contains(event.kind())).findFirst().orElse(null);
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      DossierEvent step = steps.get(i);
      DossierEvent next = i + 1 < steps.size() ? steps.get(i + 1) : null;
      boolean answer =
          end != null
              && ANSWERS.contains(end.kind())
              && step.no() < end.no()
              && (next == null || next.no() > end.no());
      LocalDateTime at = words.local(step.at());
      hops.add(
          new Hop(
              agency(step),
              next == null ? "" : agency(next),
              at,
              signatures.person(step.actor()),
              next == null ? null : signatures.person(next.actor()),
              end != null && step.no() > end.no() ? Kept.OPEN : kept(at, due, answer),
              words.ended(step, labels)));
    }
    return hops;
  }

  /**
   * How a hand-over kept the due date: late if it came after it, else in time; the one that gives
   * the applicant the answer is early if it came on an earlier day.
   *
   * @param due the current due date, inclusive
   * @param answer whether the dossier was resolved or refused by it
   */
  static Kept kept(LocalDateTime at, LocalDateTime due, boolean answer) {
    if (at.isAfter(due)) {
      return Kept.LATE;
    }
    return answer && at.toLocalDate().isBefore(due.toLocalDate()) ? Kept.EARLY : Kept.ON_TIME;
  }

  private String agency(DossierEvent event) {
    AgencyCode agency = event.agency();
    return agency == null ? "" : name(agency);
  }

  private String name(AgencyCode code) {
    return agencies.get(code).nameVi();
  }
}
