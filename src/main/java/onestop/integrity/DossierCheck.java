package onestop.integrity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.Dossiers;
import onestop.dossiers.continuation.Continuations;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierLifecycle;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.steps.SlaTimer;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.sla.clock.DueDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks the state, events, clock and timer of one dossier against each other. */
@Component
class DossierCheck {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Calendars calendars;
  private final SlaTimer timer;
  private final HandedFiles files;
  private final Continuations continuations;

  DossierCheck(
      Dossiers dossiers,
      SlaClocks clocks,
      Calendars calendars,
      SlaTimer timer,
      HandedFiles files,
      Continuations continuations) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.calendars = calendars;
    this.timer = timer;
    this.files = files;
    this.continuations = continuations;
  }

  List<Finding> check(DossierCode code) {
    List<Finding> findings = new ArrayList<>();
    Dossier dossier = dossiers.get(code);
    events(dossier, findings);
    clocks
        .find(code)
        .ifPresentOrElse(
            clock -> clock(dossier, clock, findings),
            () -> findings.add(Finding.of("CLOCK_MISSING", code)));
    return findings;
  }

  private void events(Dossier dossier, List<Finding> findings) {
    DossierCode code = dossier.code();
    List<DossierEvent> events = dossiers.events(code);
    if (events.size() != dossier.eventCount()) {
      findings.add(Finding.of("EVENT_COUNT", code, dossier.eventCount(), events.size()));
    }
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).no() != i + 1) {
        findings.add(Finding.of("EVENT_GAP", code, i + 1));
        return;
      }
    }
    DossierState replayed = DossierState.SUBMITTED;
    for (DossierEvent event : events) {
      if (!leads(replayed, event.stateAfter())) {
        findings.add(Finding.of("LIFECYCLE", code, event.no(), replayed, event.stateAfter()));
      }
      replayed = event.stateAfter();
    }
    if (replayed != dossier.state()) {
      findings.add(Finding.of("STATE", code, dossier.state(), replayed));
    }
    Dossier.Result result = dossier.result();
    moment(
        findings,
        code,
        "RESOLVED_AT",
        result == null ? null : result.resolvedAt(),
        when(events, "RESOLVED"));
    moment(findings, code, "RETURNED_AT", dossier.returnedAt(), when(events, "RETURNED"));
    moment(findings, code, "RECEIVED_AT", dossier.receivedAt(), when(events, "RECEIVED"));
    moment(
        findings,
        code,
        "ENDED_AT",
        dossier.endedAt(),
        when(events, "REFUSED", "WITHDRAWN", "STOPPED"));
    submitted(dossier, findings);
    continued(dossier, findings);
    if (dossier.parent() == null) {
      files(code, events, findings);
    }
  }

  /** What the intake says of an earlier dossier must stand in the links between dossiers. */
  private void continued(Dossier dossier, List<Finding> findings) {
    IntakeRecord record = dossier.intake();
    IntakeRecord.Continued continues = record == null ? null : record.continues();
    if (continues == null) {
      return;
    }
    String linked = continuations.earlier(dossier.code()).map(DossierCode::value).orElse("");
    if (!linked.equals(continues.dossier())) {
      findings.add(Finding.of("CONTINUATION", dossier.code(), continues.dossier(), linked));
    }
  }

  /**
   * The papers on file must be those of the events, each with the hash that its event has; the
   * stored bytes are checked against the hash by themselves.
   */
  private void files(DossierCode code, List<DossierEvent> events, List<Finding> findings) {
    Map<Integer, HandedFile> rows = new TreeMap<>();
    files.of(code).forEach(file -> rows.put(file.no(), file));
    for (DossierEvent event : events) {
      if (event.kind().equals("FILE_ADDED") || event.kind().equals("FILE_REPLACED")) {
        Object no = event.details().get("file");
        HandedFile row = no instanceof Number number ? rows.remove(number.intValue()) : null;
        if (row == null) {
          findings.add(Finding.of("FILE_ROW_MISSING", code, no));
        } else if (!row.file().sha256().equals(event.details().get("sha256"))) {
          findings.add(
              Finding.of(
                  "FILE_HASH", code, row.no(), row.file().sha256(), event.details().get("sha256")));
        }
      }
    }
    rows.keySet().forEach(no -> findings.add(Finding.of("FILE_UNRECORDED", code, no)));
  }

  /**
   * A moment of submission from which no time can be counted breaks no list, and is reported here.
   */
  private void submitted(Dossier dossier, List<Finding> findings) {
    Instant submitted = dossier.submittedAt();
    if (submitted == null) {
      return;
    }
    try {
      WorkingCalendar calendar =
          calendars.version(dossier.pins().calendar(), dossier.agencies().receiving());
      if (!submitted.isAfter(dossier.receivedAt())
          && calendar.kind(calendar.dateOf(submitted)) != null) {
        return;
      }
    } catch (Failure outsideOfTheCalendar) {
      // named below
    }
    findings.add(Finding.of("SUBMITTED_AT", dossier.code(), submitted, dossier.receivedAt()));
  }

  private static boolean leads(DossierState from, DossierState to) {
    return from == to || DossierLifecycle.TABLE.leads(from, to);
  }

  private static @Nullable Instant when(List<DossierEvent> events, String... kinds) {
    return events.stream()
        .filter(event -> List.of(kinds).contains(event.kind()))
        .map(DossierEvent::at)
        .findFirst()
        .orElse(null);
  }

  private void clock(Dossier dossier, ClockState clock, List<Finding> findings) {
    DossierCode code = dossier.code();
    DueDate explained = clocks.explain(code);
    moment(findings, code, "DUE_ORIGINAL", clock.dueOriginalAt(), clocks.recomputedOriginal(code));
    moment(findings, code, "DUE_CURRENT", clock.dueCurrentAt(), explained.dueAt());
    moment(findings, code, "APOLOGY_BY", clock.apologyBy(), explained.apologyBy());
    moment(findings, code, "CLOCK_START", clock.receivedAt(), dossier.receivedAt());
    moment(findings, code, "CLOCK_STOP", clock.stoppedAt(), dossier.closedAt());
    if (dossier.state().isWaiting() != clock.paused()) {
      findings.add(Finding.of("CLOCK_PAUSE", code, dossier.state(), clock.paused()));
    }
    timer
        .outOfStep(dossiers.get(code))
        .ifPresent(stands -> findings.add(Finding.of("TIMER", code, stands, clock.nextMarkAt())));
  }

  private static void moment(
      List<Finding> findings,
      DossierCode code,
      String kind,
      @Nullable Instant stored,
      @Nullable Instant recomputed) {
    if (!Objects.equals(stored, recomputed)) {
      findings.add(Finding.of(kind, code, stored, recomputed));
    }
  }
}
