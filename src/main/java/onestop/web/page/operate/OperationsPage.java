package onestop.web.page.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import onestop.delivery.DeliveryState;
import onestop.desk.operations.Operations;
import onestop.desk.operations.SweepNow;
import onestop.incidents.OpenIncident;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The running system for an operator: what is broken, what to do, what is behind. */
@Controller
@PersonalData(Of.NOBODY)
@RequestMapping("/operations")
@PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR')")
class OperationsPage {
  /** Behind this, timers do not run; docs/operating.md names the same bound. */
  private static final Duration TIMERS_STOPPED = Duration.ofMinutes(10);

  /** Behind this, it is worth a look. */
  private static final Duration TIMERS_LATE = Duration.ofMinutes(1);

  private final Operations operations;
  private final SweepNow sweep;
  private final Names names;

  OperationsPage(Operations operations, SweepNow sweep, Names names) {
    this.operations = operations;
    this.sweep = sweep;
    this.names = names;
  }

  /** An open incident in the reader's language: what happened, and the first thing to do. */
  record IncidentRow(
      String kind, String code, String what, String action, String detail, Instant since) {}

  /** A figure with its judgement: good, warn or bad. */
  record Gauge(String name, String value, String tone, @Nullable String hint) {}

  @GetMapping
  String show(Model model) {
    Operations.Standing now = operations.now();
    model.addAttribute("incidents", now.incidents().stream().map(this::row).toList());
    model.addAttribute("gauges", gauges(now));
    model.addAttribute("check", now.lastCheck());
    return "operations";
  }

  /** Runs the sweep at once. */
  @PostMapping("/sweep")
  String sweep(RedirectAttributes next) {
    int repaired = sweep.run();
    next.addFlashAttribute("said", names.text("operations.said.swept", repaired));
    return "redirect:/operations";
  }

  private IncidentRow row(OpenIncident incident) {
    String key = "incident." + incident.kind();
    return new IncidentRow(
        incident.kind(),
        incident.code(),
        names.textOr(key, incident.kind()),
        names.textOr(key + ".action", ""),
        incident.detail(),
        incident.since());
  }

  private List<Gauge> gauges(Operations.Standing now) {
    List<Gauge> gauges = new ArrayList<>();
    Operations.Node node = now.node();
    gauges.add(
        new Gauge(
            names.text("operations.node"),
            names.text(node.atWork() ? "operations.node.at-work" : "operations.node.rests"),
            node.atWork() ? "good" : "bad",
            node.clockAgrees()
                ? null
                : names.text("operations.clock-differs", node.clockAhead().toMillis())));
    gauges.add(
        new Gauge(
            names.text("operations.database"),
            names.text(node.database() ? "operations.answers" : "operations.silent"),
            node.database() ? "good" : "bad",
            null));
    gauges.add(timers(now.timersBehind()));
    now.messages().forEach((state, count) -> gauges.add(messages(state, count)));
    gauges.add(log(now.log()));
    return gauges;
  }

  private Gauge timers(Duration behind) {
    return new Gauge(
        names.text("operations.timers"),
        behind(behind),
        behind.compareTo(TIMERS_STOPPED) > 0
            ? "bad"
            : behind.compareTo(TIMERS_LATE) > 0 ? "warn" : "good",
        null);
  }

  /** In the two largest units that it has. */
  private String behind(Duration behind) {
    if (behind.isZero()) {
      return names.text("operations.timers.none");
    } else if (behind.toDays() > 0) {
      return names.text(
          "operations.timers.behind-days", behind.toDays(), (long) behind.toHoursPart());
    } else if (behind.toHours() > 0) {
      return names.text(
          "operations.timers.behind-hours", behind.toHours(), (long) behind.toMinutesPart());
    }
    return names.text(
        "operations.timers.behind", behind.toMinutes(), (long) behind.toSecondsPart());
  }

  private Gauge messages(DeliveryState state, long count) {
    boolean undecided = state == DeliveryState.AMBIGUOUS || state == DeliveryState.FAILED;
    return new Gauge(
        names.text("operations.messages", names.text("deliveries.state." + state.name())),
        names.text("operations.count", count),
        undecided && count > 0 ? "bad" : "good",
        null);
  }

  private Gauge log(Operations.Log log) {
    return new Gauge(
        names.text("operations.log"),
        names.text("operations.log.sizes", log.entries(), log.published()),
        log.published() == 0 && log.entries() > 0 ? "warn" : "good",
        names.text("operations.log.witnesses", log.witnesses()));
  }
}
